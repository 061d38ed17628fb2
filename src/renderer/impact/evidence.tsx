import './impact.css';
import { useQuery } from '@tanstack/react-query';
import { App, Button, Collapse } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import type { ImpactEvidence } from '../../contract/api/index.ts';
import { reasonSentence } from '../../model/impact-words.ts';
import { api, orpc } from '../app/client.ts';
import { useErrorText } from '../app/errors.ts';
import { useWhyNot } from '../app/may.ts';
import { useCatalogue } from '../catalogue/catalogue.tsx';
import { useFormat } from '../i18n/format.ts';
import { useLanguage, useT } from '../i18n/index.ts';
import { Code } from '../ui/code.tsx';

interface EvidenceProps {
  readonly retirement: string;
  readonly assets: readonly string[];
}

/** What depended on a retirement's assets when it was asked for, and whenever it was looked at again. */
export function Evidence({ retirement, assets }: EvidenceProps) {
  const t = useT('impact');
  const { message } = App.useApp();
  const errorText = useErrorText();
  const whyNot = useWhyNot()('impactEvidence', 'create');
  const [busy, setBusy] = useState(false);
  const { data } = useQuery(orpc.impact.evidence.queryOptions({ input: { retirement } }));
  const renew = async (): Promise<void> => {
    setBusy(true);
    try {
      await api.impact.keep({ assets: [...assets], retirement });
      message.success(t('kept'));
    } catch (error) {
      message.error(errorText(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <section className="panel panel-body" data-testid="impact-evidence">
      <h2>{t('evidence')}</h2>
      {data?.length === 0 && <p className="form-hint">{t('evidenceNone')}</p>}
      {data?.map((each) => (
        <One key={each.id} evidence={each} />
      ))}
      <p className="impact-buttons">
        <Link to={`/impact?assets=${assets.slice(0, 20).join()}`}>{t('openAnalysis')}</Link>
        <Button
          size="small"
          loading={busy}
          disabled={whyNot !== undefined || assets.length === 0}
          title={whyNot}
          onClick={() => void renew()}
        >
          {t('renew')}
        </Button>
      </p>
    </section>
  );
}

function One({ evidence }: { evidence: ImpactEvidence }) {
  const t = useT('impact');
  const language = useLanguage();
  const catalogue = useCatalogue();
  const format = useFormat();
  const { at, by, down, degraded, cursor, truncated, note, result } = evidence;
  const items = result.items ?? [];
  return (
    <div className="impact-evidence">
      <p>
        {t('evidenceLine', { at: format.dateTime(at), by })}
        <br />
        {down + degraded === 0 ? t('evidenceNothing') : t('evidenceSums', { down, degraded })}
        <small> · {t('evidenceCursor', { cursor })}</small>
      </p>
      {note && <p className="retire-text">{note}</p>}
      {items.length > 0 && (
        <Collapse
          ghost
          size="small"
          items={[
            {
              key: 'more',
              label: t('evidenceMore'),
              children: (
                <>
                  <ul className="dependents">
                    {items.map((item) => (
                      <li key={item.id}>
                        <Link to={`/assets/${item.id}`}>
                          <Code>{item.tag}</Code> {item.name}
                        </Link>{' '}
                        <small>{t(`effect_${item.effect}`)}</small>
                        <small>{reasonSentence(item.path, language, catalogue)}</small>
                      </li>
                    ))}
                  </ul>
                  {truncated && <p className="form-hint">{t('evidenceCut', { count: items.length })}</p>}
                </>
              ),
            },
          ]}
        />
      )}
    </div>
  );
}
