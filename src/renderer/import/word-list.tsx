import { Select } from 'antd';
import { useState } from 'react';
import type { Preview } from '../../contract/api/index.ts';
import { useFormat } from '../i18n/format.ts';
import { useLabel, useT } from '../i18n/index.ts';
import { ClassPicker } from '../ui/class-picker.tsx';
import { decide } from './import-store.ts';
import type { ImportSession } from './session.ts';
import { targetOf } from './targets.ts';
import { choicesOf, nameOf, type UnknownWord, unknownWords, withMeaning } from './words.ts';

interface WordListProps {
  readonly session: ImportSession;
  readonly preview: Preview;
}

/** Words shown at first: a column that is no list of choices at all has as many as rows. */
const firstWords = 5;

/** Every word that means nothing yet, once, to be given its meaning; a saved profile remembers it. */
export function WordList({ session, preview }: WordListProps) {
  const t = useT('import');
  const [shown, setShown] = useState(firstWords);
  const words = unknownWords(preview.unknownWords, session.plans, session.chosen);
  if (words.length === 0) return null;
  return (
    <section aria-label={t('words')}>
      <h2>{t('words')}</h2>
      <p className="import-hint">{t('wordsHint')}</p>
      <ul className="import-words">
        {words.slice(0, shown).map((word) => (
          <Word key={nameOf(word)} word={word} session={session} />
        ))}
      </ul>
      {words.length > shown && (
        <button type="button" className="import-link" onClick={() => setShown(shown * 4)}>
          {t('moreWords', { count: words.length - shown })}
        </button>
      )}
    </section>
  );
}

function Word({ word, session }: { word: UnknownWord; session: ImportSession }) {
  const t = useT('import');
  const label = useLabel();
  const format = useFormat();
  const plan = session.plans[word.sheet];
  if (!plan) return null;
  const target = targetOf(plan.entity, word.target);
  const choices = choicesOf(plan.entity, word.target);
  const name = t('meaningOf', { word: word.word });
  const mean = (meaning: string | null): void =>
    decide(word.sheet, (old) => withMeaning(old, word.target, word.word, meaning));
  return (
    <li>
      <div className="import-group">
        <span className="import-word" title={word.word}>
          {word.word}
        </span>
        <small>
          {target ? label(target.label) : word.target}
          {word.count !== null &&
            ` · ${t('rowsCount', { count: word.count, rows: format.number(word.count) })}`}
        </small>
      </div>
      {word.target === 'class' ? (
        <ClassPicker
          value={word.meaning}
          ariaLabel={name}
          placeholder={t('meaningClass')}
          onChange={(meaning) => mean(meaning)}
        />
      ) : (
        choices && (
          <Select
            className="wide"
            aria-label={name}
            value={word.meaning}
            placeholder={t('meaning')}
            allowClear
            showSearch={{ optionFilterProp: 'label' }}
            options={[
              ...Object.entries(choices).map(([value, choice]) => ({ value, label: label(choice.label) })),
              { value: '', label: t('meaningBlank') },
            ]}
            onChange={(meaning: string | undefined) => mean(meaning ?? null)}
          />
        )
      )}
    </li>
  );
}
