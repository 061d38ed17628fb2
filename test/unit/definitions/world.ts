import { countAttention, listAttention } from '../../../src/core/attention/list.ts';
import { addClass } from '../../../src/core/definitions/classes.ts';
import { addField } from '../../../src/core/definitions/fields.ts';
import { addRelationType } from '../../../src/core/definitions/relation-types.ts';
import { getRecord } from '../../../src/core/register/rows.ts';
import type { Value } from '../../../src/model/index.ts';
import { TestRegister } from '../../support/register.ts';

/** A register whose person defines things. */
export class DefiningRegister extends TestRegister {
  class(input: Parameters<typeof addClass>[2]): string {
    return addClass(this.reg, this.me, input).key;
  }
  field(input: Parameters<typeof addField>[2]): string {
    return addField(this.reg, this.me, input).key;
  }
  relationType(input: Parameters<typeof addRelationType>[2]): string {
    return addRelationType(this.reg, this.me, input).key;
  }
  values(asset: string): Record<string, Value> {
    return getRecord(this.reg, 'asset', asset).values;
  }
  relate(source: string, type: string, target: string, more: Record<string, Value> = {}): string {
    const patch = { source, type, target, ...more };
    return this.commit([{ op: 'create', entity: 'relation', patch }], 'relation').records[0] as string;
  }
  breaches(): Array<{ code: string; params: Record<string, unknown> }> {
    return listAttention(this.reg).flatMap((item) =>
      item.kind === 'breach' ? [{ code: item.code, params: { ...item.params } }] : [],
    );
  }
  get attention(): number {
    return countAttention(this.reg);
  }
}

export const failure = (work: () => unknown): { code: string; params: Record<string, unknown> } => {
  try {
    work();
  } catch (cause) {
    return cause as never;
  }
  throw new Error('it did not fail');
};
