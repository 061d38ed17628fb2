import type { Catalogue } from '../../model/catalogue.ts';
import type { ImportEntity } from '../../model/import-targets.ts';
import { type HeaderNames, suggestMapping } from './headers.ts';

interface Signs {
  /** Words of a sheet's or file's name that say what its rows are. */
  readonly name: RegExp;
  /** Headers that hardly any other table has. */
  readonly strong: RegExp;
  /** Without one target of each of these lists the rows can't be of this entity. */
  readonly needs: readonly (readonly string[])[];
}

const signs: Readonly<Record<ImportEntity, Signs>> = {
  asset: {
    name: /资产|设备|台账|固资|硬件|电脑|计算机|服务器|assets?|computers?|devices?|equipment|hardware|accessor|consumable|component|inventory|register/gi,
    strong:
      /资产编[号码]|固资编号|设备名称|资产名称|序列号|原值|asset tag|asset n(ame|o)|serial|purchase cost/i,
    needs: [['tag', 'name', 'serial', 'hostname', 'model', 'class', 'id', 'ledgerNo']],
  },
  relation: {
    name: /关系|关联|拓扑|连线|依赖|relations?|relationships?|links?|connections?|dependenc/gi,
    strong:
      /^(源|目标|本端|对端|[abz]端)|关系类型|(source|target|parent|child)[ _]?(tag|asset)|relation(ship)?( type)?$/i,
    needs: [['source'], ['target']],
  },
  location: {
    name: /地点|位置|机房|房间|楼宇|locations?|sites?|rooms?|places?/gi,
    strong:
      /地点(名称|编码|路径)|位置(名称|编码)|上级(地点|位置)|parent location|location (name|code|path)|^zip$|^city$/i,
    needs: [['name', 'path']],
  },
  department: {
    name: /部门|科室|组织架构|组织机构|departments?|depts?|org chart/gi,
    strong:
      /部门(名称|编码|代码|路径)|上级部门|科室(名称|编码)|department (name|code|path)|parent department/i,
    needs: [['name', 'path']],
  },
  person: {
    name: /人员|员工|用户|职工|通讯录|花名册|people|persons?|users?|employees?|staff|contacts?/gi,
    strong:
      /^姓名|工号|员工(姓名|编号)|职[务位]|手机|在职|^(first|last) name$|job title|employee (no|num|id)/i,
    needs: [['name', 'firstName', 'lastName', 'username', 'number']],
  },
  organisation: {
    name: /供应商|厂商|厂家|往来单位|客商|服务商|单位|公司|suppliers?|vendors?|manufacturers?|organi[sz]ations?|companies/gi,
    strong:
      /(供应商|厂商|厂家|单位|公司|企业)(名称|编[号码]|类型)|信用代码|联系人|(supplier|vendor|company) (name|code)/i,
    needs: [['name']],
  },
  productModel: {
    name: /型号|产品目录|models?|products?/gi,
    strong: /型号(名称|编[号码])|^model( name| number| no\.?| notes)?$|fieldset/i,
    needs: [['name', 'number']],
  },
  contract: {
    name: /合同|协议|contracts?|agreements?/gi,
    strong:
      /合同(编号|号|名称|金额|日期)|协议(编号|名称)|乙方|签[订约]日期|contract (no|number|name|amount|value)|counterparty/i,
    needs: [
      ['name', 'number'],
      ['start', 'end', 'amount', 'supplier'],
    ],
  },
  licence: {
    name: /许可|授权|正版|licen[cs]es?|software/gi,
    strong:
      /授权(数|码|名称)|许可(数|证|密钥|名称)|软件名称|产品密钥|激活码|席位|seats|licen[cs]e (key|name)|product key|licensed to|reassignable/i,
    needs: [['name'], ['key', 'seats', 'end', 'manufacturer', 'supplier', 'cost']],
  },
};

export interface EntityGuess {
  readonly entity: ImportEntity;
  readonly mapping: readonly (string | null)[];
  /** Whether the sheet looks like a register at all, so that it would be taken along with others. */
  readonly sure: boolean;
}

const pointsOfName = 6;
const pointsPerStrong = 2;
const strongCounted = 3;

/** Guesses what a sheet's rows are from its headers and its name; assets where nothing else fits better. */
export function guessEntity(
  columns: readonly HeaderNames[],
  sheetName: string,
  catalogue: Catalogue,
): EntityGuess {
  const named = columns.filter(({ header }) => header !== '');
  const byName = entityOfName(sheetName);
  const ownTag = named.some(({ header }) => /资产编[号码]|固资编号|^asset tag$/i.test(header));
  let best: EntityGuess = {
    entity: 'asset',
    mapping: suggestMapping(columns, 'asset', catalogue),
    sure: false,
  };
  let bestScore = 0;
  for (const [entity, sign] of Object.entries(signs) as [ImportEntity, Signs][]) {
    const mapping = entity === 'asset' ? best.mapping : suggestMapping(columns, entity, catalogue);
    const found = new Set(mapping.filter((target) => target !== null));
    if (!sign.needs.every((some) => some.some((target) => found.has(target)))) continue;
    const strong = named.filter(({ header }) => sign.strong.test(header)).length;
    const score =
      (found.size / Math.max(1, named.length)) * 10 +
      Math.min(strong, strongCounted) * pointsPerStrong +
      (byName === entity ? pointsOfName : 0) -
      (ownTag && entity !== 'asset' && entity !== 'relation' ? pointsOfName : 0);
    // A name alone is in every table.
    const sure = found.size >= 2 && (found.size >= 3 || strong > 0 || byName === entity);
    if (score > bestScore) {
      bestScore = score;
      best = { entity, mapping, sure };
    }
  }
  return best;
}

/** The last word that names an entity is the one that the others describe: 部门资产 are assets. */
function entityOfName(name: string): ImportEntity | null {
  let found: ImportEntity | null = null;
  let furthest = -1;
  for (const [entity, { name: words }] of Object.entries(signs) as [ImportEntity, Signs][]) {
    for (const match of name.matchAll(words)) {
      const end = match.index + match[0].length;
      if (end > furthest) {
        furthest = end;
        found = entity;
      }
    }
  }
  return found;
}
