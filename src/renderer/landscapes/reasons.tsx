import type { LandscapeAccount } from '../../contract/api/index.ts';
import { describeError } from '../../model/errors.ts';
import { useFormat } from '../i18n/format.ts';
import { useLanguage, useT } from '../i18n/index.ts';

/** Why objects are not imported, each reason once, with the kinds that it concerns. */
export function Reasons({ account }: { account: LandscapeAccount }) {
  const t = useT('landscapes');
  const language = useLanguage();
  const format = useFormat();
  const byCode = new Map<string, { count: number; kinds: string[] }>();
  for (const { code, kind, count } of account.reasons) {
    const known = byCode.get(code) ?? { count: 0, kinds: [] };
    byCode.set(code, { count: known.count + count, kinds: [...known.kinds, kind] });
  }
  if (byCode.size === 0) return null;
  return (
    <section className="landscape-reasons">
      <h2>{t('reasons')}</h2>
      <ul>
        {[...byCode].map(([code, { count, kinds }]) => (
          <li key={code}>
            <b>{format.number(count)}</b> {wordsFor(code, language)}
            <small className="code">{kinds.join(', ')}</small>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The sentence without the values of a single object. */
function wordsFor(code: string, language: 'zh' | 'en'): string {
  const any = new Proxy({}, { get: () => '…' });
  return describeError(code, any, language);
}
