import { PlusOutlined } from '@ant-design/icons';
import { useMemo, useState } from 'react';
import type { Medium, RetirementInfo } from '../../contract/api/index.ts';
import { entities } from '../../model/entities/index.ts';
import { useFormat } from '../i18n/format.ts';
import { useLabel, useLanguage, useT } from '../i18n/index.ts';
import { arrayRows } from '../ui/array-rows.ts';
import { Code } from '../ui/code.tsx';
import { Empty } from '../ui/empty.tsx';
import { fieldText } from '../ui/field-view.tsx';
import { Dot } from '../ui/status-dot.tsx';
import { type Column, VirtualTable } from '../ui/virtual-table.tsx';
import { MediumDrawer } from './medium-drawer.tsx';
import { proofOf } from './proof.ts';
import { useReason, WhyButton } from './why.tsx';

const { fields } = entities.medium;

/** With more than these missing, naming them says less than that nothing is there yet. */
const mostNamed = 4;

/** Every data-bearing medium with its own proof; a row opens the form for it. */
export function MediaTable({ info }: { info: RetirementInfo }) {
  const t = useT('retirement');
  const reason = useReason(info);
  const columns = useColumns();
  const [open, setOpen] = useState<string | null>(null);
  const [adding, setAdding] = useState(false);
  const blocked = reason(info.can.recordMedia);
  const medium = info.media.find((each) => each.id === open);
  const add = (
    <WhyButton
      why={blocked}
      icon={<PlusOutlined aria-hidden="true" />}
      onClick={() => setAdding(true)}
      data-testid="add-medium"
    >
      {t('mediaAdd')}
    </WhyButton>
  );
  return (
    <div className="retire-table">
      <div className="retire-table-head">
        <p>{info.values.state === 'requested' ? t('mediaBeforeApproval') : t('mediaHint')}</p>
        {add}
      </div>
      <VirtualTable
        label={t('mediaTitle', { count: info.media.length })}
        columns={columns}
        rows={arrayRows(info.media)}
        rowId={(each) => each.id}
        rowName={(each) => String(each.values.serial ?? each.assetTag)}
        openId={open ?? undefined}
        onOpen={(each) => setOpen(each.id)}
        empty={<Empty title={t('mediaNone')} />}
      />
      {(medium || adding) && (
        <MediumDrawer
          key={medium?.id ?? 'new'}
          info={info}
          medium={medium ?? null}
          blocked={blocked}
          onGo={(next) => {
            setAdding(false);
            setOpen(next);
          }}
        />
      )}
    </div>
  );
}

function useColumns(): readonly Column<Medium>[] {
  const t = useT('retirement');
  const label = useLabel();
  const language = useLanguage();
  const format = useFormat();
  return useMemo(() => {
    const word = (medium: Medium, key: keyof typeof fields): string =>
      fieldText(fields[key], medium.values[key], medium.labels[key], null, language, format);
    const joined = (...parts: string[]): string => parts.filter((part) => part !== '—').join(' · ') || '—';
    return [
      {
        key: 'asset',
        title: t('mediaAsset'),
        width: 116,
        render: (medium) => <Code>{medium.assetTag || medium.assetName}</Code>,
      },
      {
        key: 'serial',
        title: label(fields.serial.label),
        width: 110,
        render: (medium) => <Code>{word(medium, 'serial')}</Code>,
      },
      {
        key: 'kind',
        title: label(fields.kind.label),
        width: 84,
        grow: 1,
        render: (medium) => joined(word(medium, 'kind'), word(medium, 'capacity')),
      },
      {
        key: 'method',
        title: label(fields.method.label),
        width: 108,
        grow: 2,
        render: (medium) => joined(word(medium, 'method'), word(medium, 'technique')),
      },
      {
        key: 'operator',
        title: label(fields.operator.label),
        width: 78,
        render: (medium) => word(medium, 'operator'),
      },
      {
        key: 'verifier',
        title: label(fields.verifier.label),
        width: 70,
        render: (medium) => word(medium, 'verifier'),
      },
      {
        key: 'proof',
        title: t('mediaProof'),
        width: 150,
        grow: 3,
        render: (medium) => <ProofWord medium={medium} />,
      },
    ];
  }, [t, label, language, format]);
}

/** Whether a medium is proven, and if not, what is missing. */
export function ProofWord({ medium }: { medium: Medium }) {
  const t = useT('retirement');
  const label = useLabel();
  const proof = proofOf(medium);
  switch (proof.state) {
    case 'proven': {
      const { date, evidence } = medium.values;
      const parts = [t('mediaProven'), date, evidence].filter(Boolean);
      return (
        <span title={parts.join(' · ')}>
          <Dot tone="ok">{parts.join(' · ')}</Dot>
        </span>
      );
    }
    case 'noMedium':
      return <Dot tone="ok">{`${t('mediaProvenNone')} · ${String(medium.values.date ?? '')}`}</Dot>;
    case 'failed':
      return <Dot tone="bad">{t('mediaFailed')}</Dot>;
    case 'samePerson':
      return <Dot tone="bad">{t('mediaSamePerson')}</Dot>;
    case 'lacks': {
      if (proof.fields.length > mostNamed) return <Dot tone="bad">{t('mediaNothing')}</Dot>;
      const names = proof.fields
        .map((field) => label(fields[field].label))
        .join(label({ zh: '、', en: ', ' }));
      const text = t('mediaLacks', { fields: names });
      return (
        <span title={text}>
          <Dot tone="bad">{text}</Dot>
        </span>
      );
    }
  }
}
