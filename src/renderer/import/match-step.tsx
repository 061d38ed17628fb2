import type { InspectedSheet } from '../../contract/api/index.ts';
import { useT } from '../i18n/index.ts';
import { FieldPicker } from './field-picker.tsx';
import { FileForm } from './file-form.tsx';
import { matchColumn } from './import-store.ts';
import { type ImportSession, matchFault, repeatedFields } from './session.ts';
import { SettingsForm } from './settings-form.tsx';

/** The second step: what each column of the file becomes. */
export function MatchStep({ session }: { session: ImportSession }) {
  const t = useT('import');
  const busy = session.work !== null;
  const sheet = session.inspection?.sheets[session.sheet];
  const fault = matchFault(session);
  const count = Object.keys(session.mapping).length;
  return (
    <div className="import-columns">
      <section className="panel import-main">
        <div className="import-bar" role="status">
          {fault ? (
            <span className="import-fault">{t(`fault_${fault}`)}</span>
          ) : (
            <span>{t('matched', { count, rest: (sheet?.columns.length ?? 0) - count })}</span>
          )}
          {!fault && !Object.values(session.mapping).includes('tag') && (
            <span className="import-hint">{t('noTagNote')}</span>
          )}
        </div>
        <div className="import-scroll">{sheet && <MatchTable session={session} sheet={sheet} />}</div>
      </section>
      <aside className="panel import-side" aria-label={t('settings')}>
        <h2>{t('file')}</h2>
        <FileForm session={session} disabled={busy} />
        <h2>{t('settings')}</h2>
        <SettingsForm settings={session.settings} disabled={busy} />
        <p className="import-note">{t('undoNote')}</p>
      </aside>
    </div>
  );
}

function MatchTable({ session, sheet }: { session: ImportSession; sheet: InspectedSheet }) {
  const t = useT('import');
  const repeated = repeatedFields(session.mapping);
  const taken = new Set(Object.values(session.mapping));
  return (
    <table className="import-table">
      <caption className="visually-hidden">{t('matchTable')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('column')}</th>
          <th scope="col">{t('samples')}</th>
          <th scope="col" className="import-field">
            {t('field')}
          </th>
        </tr>
      </thead>
      <tbody>
        {sheet.columns.map((column) => {
          const field = session.mapping[String(column.index)] ?? null;
          const name = column.header || t('noHeader', { number: column.index + 1 });
          const twice = field !== null && repeated.has(field);
          return (
            <tr key={column.index} className={field === null ? 'import-off' : ''}>
              <th scope="row">{name}</th>
              <td className="import-samples" title={column.samples.join('\n')}>
                {column.samples.map((sample, i) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: the first rows have no other name
                  <span key={i}>{sample}</span>
                ))}
              </td>
              <td>
                <FieldPicker
                  value={field}
                  label={t('fieldOf', { column: name })}
                  invalid={twice}
                  taken={taken}
                  onChange={(key) => matchColumn(column.index, key)}
                />
                {twice && <small className="import-fault">{t('repeatedHere')}</small>}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
