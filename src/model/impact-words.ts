import type { Catalogue } from './catalogue.ts';
import type { Language } from './types.ts';

/** One asset of an explanation, and the relation type over which the step before reaches it. */
export interface ReasonStep {
  readonly tag: string;
  readonly name: string;
  readonly via: string | null;
}

type Types = Pick<Catalogue, 'relationType'>;

/** A relation type read from the asset that hangs on another: "runs on", "contained in". */
export function hangingWord(type: string, language: Language, catalogue: Types): string {
  const def = catalogue.relationType(type);
  if (!def) return type;
  // Where failure runs from source to target, what suffers is the target, and the relation is read backwards.
  return (def.impact === 'toTarget' ? def.inverse : def.label)[language];
}

/**
 * Why something is affected, as a person would say it: "ERP runs on DB-01, DB-01 powered by PDU-A". Read from the affected
 * asset down to the failing one.
 * @param path from the failing asset to the affected one, both included
 */
export function reasonSentence(path: readonly ReasonStep[], language: Language, catalogue: Types): string {
  const name = (step: ReasonStep): string => step.name || step.tag;
  const parts: string[] = [];
  for (let i = path.length - 1; i > 0; i--) {
    const affected = path[i] as ReasonStep;
    const supplier = path[i - 1] as ReasonStep;
    if (affected.via === null) continue;
    const word = hangingWord(affected.via, language, catalogue);
    parts.push(
      language === 'zh'
        ? spacedZh(name(affected), word, name(supplier))
        : `${name(affected)} ${word} ${name(supplier)}`,
    );
  }
  return parts.join(language === 'zh' ? '，' : ', ');
}

/** Chinese takes a space only beside Latin letters and digits. */
function spacedZh(...words: readonly string[]): string {
  return words.reduce((text, word) =>
    /[\w)\]]$/.test(text) || /^[\w([]/.test(word) ? `${text} ${word}` : `${text}${word}`,
  );
}
