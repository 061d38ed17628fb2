import { CheckCircleFilled, WarningFilled } from '@ant-design/icons';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { orpc } from '../app/client.ts';
import { useT } from '../i18n/index.ts';
import { Code } from '../ui/code.tsx';
import { ErrorNote } from '../ui/error-note.tsx';

/** The most that the question is asked for at once; see relations.impact. */
const mostAsked = 1000;
const mostListed = 8;

/** What would be affected if these assets went away, before anybody asks for it. */
export function ImpactNote({ assets }: { assets: readonly string[] }) {
  const t = useT('retirement');
  const { data, error } = useQuery(
    orpc.relations.impact.queryOptions({
      input: { assets: assets.slice(0, mostAsked), limit: 200 },
      placeholderData: keepPreviousData,
    }),
  );
  const own = new Set(assets);
  const items = data?.items.filter((item) => !own.has(item.id)) ?? [];
  return (
    <section className="impact" aria-labelledby="impact-title" aria-live="polite" data-testid="impact">
      <h3 id="impact-title">{t('impactTitle')}</h3>
      {error && <ErrorNote error={error} />}
      {!data && !error && <p className="form-hint">{t('impactChecking')}</p>}
      {data && items.length === 0 && (
        <p className="sign">
          <CheckCircleFilled className="tone-ok" aria-hidden="true" />
          {t('impactNone')}
        </p>
      )}
      {items.length > 0 && (
        <>
          <p className="sign">
            <WarningFilled className="tone-warning" aria-hidden="true" />
            {t('impactSome', { count: items.length })}
          </p>
          <ul className="dependents">
            {items.slice(0, mostListed).map((item) => (
              <li key={item.id}>
                <Link to={`/assets/${item.id}`}>
                  <Code>{item.tag}</Code> {item.name}
                </Link>
                {item.depth > 1 && (
                  <small>
                    {t('impactVia', {
                      path: item.path
                        .slice(1, -1)
                        .map((p) => p.tag || p.name)
                        .join(' → '),
                    })}
                  </small>
                )}
              </li>
            ))}
          </ul>
          {items.length > mostListed && (
            <p className="form-hint">{t('impactMore', { count: items.length - mostListed })}</p>
          )}
          {data?.truncated && <p className="form-hint">{t('impactTruncated')}</p>}
        </>
      )}
    </section>
  );
}
