import { foldText } from '../../store/text.ts';
import type { Builder } from '../builder.ts';

/** The key of a maker's organisation; inventories name it by a word of its own. */
export function makerKey(builder: Builder, name: string | null): string | null {
  if (name === null) return null;
  const key = `glpi:maker:${foldText(name)}`;
  const values = { name, kind: 'manufacturer' };
  builder.thing(-1, { key, entity: 'organisation', values, identity: { byName: true } });
  return key;
}

export function modelKey(builder: Builder, name: string | null, maker: string | null): string | null {
  if (name === null) return null;
  const key = `glpi:model:${maker ? maker.slice('glpi:maker:'.length) : ''}|${foldText(name)}`;
  builder.thing(-1, {
    key,
    entity: 'productModel',
    values: { name },
    refs: { manufacturer: maker },
    identity: { byName: true },
  });
  return key;
}
