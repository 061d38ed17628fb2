import './port-tables.css';
import { Link } from 'react-router';
import type { FullRecord } from '../../contract/api/index.ts';
import { useT } from '../i18n/index.ts';
import { Code } from '../ui/code.tsx';

type Line = Readonly<Record<string, unknown>>;

/** The lines of a structure that inventories fill: `{list: [...]}`. */
function linesOf(value: unknown): readonly Line[] {
  const list = typeof value === 'object' && value !== null && 'list' in value ? value.list : null;
  return Array.isArray(list) ? list.filter((line) => typeof line === 'object' && line !== null) : [];
}

/** Where the asset stands in its rack, its ports and the parts inside it. */
export function PortTables({ record }: { record: Pick<FullRecord, 'values'> }) {
  const t = useT('racks');
  const { interfaces, parts, rackUnit, location } = record.values;
  const ports = linesOf(interfaces);
  const inside = linesOf(parts);
  return (
    <>
      {rackUnit !== null && rackUnit !== undefined && typeof location === 'string' && (
        <p>
          <Link to={`/racks/${location}`}>{t('toRack')}</Link>
        </p>
      )}
      <Lines title={t('ports', { count: ports.length })} lines={ports} />
      <Lines title={t('parts', { count: inside.length })} lines={inside} />
    </>
  );
}

function Lines({ title, lines }: { title: string; lines: readonly Line[] }) {
  const t = useT('racks');
  if (lines.length === 0) return null;
  return (
    <details className="port-lines">
      <summary>{title}</summary>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('port')}</th>
            <th scope="col">{t('portKind')}</th>
            <th scope="col">{t('portMore')}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line, i) => {
            const { name, kind, caption, ...rest } = line;
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: lines have no name of their own and never change places
              <tr key={i}>
                <th scope="row">
                  <Code>{String(name ?? caption ?? '—')}</Code>
                </th>
                <td>{String(kind ?? '')}</td>
                <td>{Object.values(rest).map(String).join(' · ')}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </details>
  );
}
