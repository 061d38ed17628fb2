import { useMemo } from 'react';
import type { QualityGroup, QualityOutcome, QualityRuleInfo } from '../../contract/api/index.ts';
import { useCatalogue } from '../catalogue/catalogue.tsx';
import { useFormat } from '../i18n/format.ts';
import { useLabel, useLanguage, useT } from '../i18n/index.ts';
import { arrayRows } from '../ui/array-rows.ts';
import { Code } from '../ui/code.tsx';
import { type Column, VirtualTable } from '../ui/virtual-table.tsx';

interface ScoresTabProps {
  readonly rules: readonly QualityRuleInfo[];
  readonly outcome: QualityOutcome | null;
  readonly onShow: (where: Record<string, string>) => void;
}

/** The score of each class and department, and what it lost its points by. */
export function ScoresTab({ rules, outcome, onShow }: ScoresTabProps) {
  const t = useT('quality');
  const format = useFormat();
  return (
    <>
      <div className="quality-scores panel">
        <div className="quality-total">
          <span>{t('score')}</span>
          <b>{outcome ? format.number(outcome.score) : '…'}</b>
        </div>
        <p className="quiet">{t('scoreHint')}</p>
      </div>
      <div className="quality-halves">
        <Groups kind="class" groups={outcome?.classes} rules={rules} onShow={onShow} />
        <Groups kind="department" groups={outcome?.departments} rules={rules} onShow={onShow} />
      </div>
    </>
  );
}

interface GroupsProps {
  readonly kind: 'class' | 'department';
  readonly groups: readonly QualityGroup[] | undefined;
  readonly rules: readonly QualityRuleInfo[];
  readonly onShow: (where: Record<string, string>) => void;
}

function Groups({ kind, groups, rules, onShow }: GroupsProps) {
  const t = useT('quality');
  const language = useLanguage();
  const label = useLabel();
  const format = useFormat();
  const catalogue = useCatalogue();
  const sorted = useMemo(
    () => (groups ? [...groups].sort((a, b) => a.score - b.score || b.things - a.things) : undefined),
    [groups],
  );
  const columns = useMemo((): Column<QualityGroup>[] => {
    const names = new Map(rules.map((rule) => [rule.id, label(rule.label)]));
    return [
      {
        key: 'name',
        title: t('group'),
        width: 110,
        grow: 2,
        render: (row) => <span title={nameOf(row)}>{nameOf(row)}</span>,
      },
      {
        key: 'score',
        title: t('groupScore'),
        width: 70,
        align: 'end',
        render: ({ score }) => <Code>{score.toFixed(1)}</Code>,
      },
      {
        key: 'things',
        title: t('things'),
        width: 70,
        align: 'end',
        render: ({ things }) => <Code>{format.number(things)}</Code>,
      },
      {
        key: 'worst',
        title: t('groupWorst'),
        width: 170,
        grow: 3,
        render: (row) => {
          const worst = worstLine(row);
          if (!worst) return '—';
          const { rule, weight, breaches, things } = worst;
          const words = t('lost', { rule: names.get(rule) ?? rule, weight, breaches, things });
          return <span title={words}>{words}</span>;
        },
      },
    ];
    function nameOf({ key, label: word }: QualityGroup): string {
      if (key === null) return t(kind === 'class' ? 'noClass' : 'noDepartment');
      return kind === 'class' ? (catalogue.classOf(key)?.label[language] ?? key) : word;
    }
  }, [t, format, catalogue, language, label, rules, kind]);
  const title = t(kind === 'class' ? 'classes' : 'departments');
  return (
    <section className="quality-half" aria-label={title}>
      <h2>{title}</h2>
      <VirtualTable
        label={title}
        columns={columns}
        rows={arrayRows(sorted)}
        rowId={(row) => row.key ?? '-'}
        rowName={(row) => row.label || (row.key ?? '')}
        onOpen={(row) => {
          const worst = worstLine(row);
          if (worst) onShow({ rule: worst.rule, [kind]: row.key ?? '-' });
        }}
      />
    </section>
  );
}

/** The rule that costs a group the most points. */
function worstLine({ lines }: QualityGroup): QualityGroup['lines'][number] | undefined {
  return [...lines]
    .filter(({ breaches }) => breaches > 0)
    .sort((a, b) => b.weight * b.breaches - a.weight * a.breaches)[0];
}
