import type { Label } from '../types.ts';

/** Editing, querying and undoing. */
export const registerErrors = {
  NOT_STARTED: {
    zh: '台账尚未启用：请先填写您的姓名。',
    en: 'This register has not been started yet: say first who you are.',
  },
  ALREADY_STARTED: { zh: '台账已启用。', en: 'This register has already been started.' },
  PERSON_UNKNOWN: { zh: '没有名为“{name}”的人员。', en: 'There is no person “{name}”.' },
  LAST_ADMINISTRATOR: {
    zh: '台账至少要有一名系统管理员：请先把另一人设为系统管理员。',
    en: 'A register needs an administrator: make somebody else one first.',
  },
  PIN_WRONG: { zh: 'PIN 不正确。', en: 'The PIN is wrong.' },
  RECORD_NOT_FOUND: {
    zh: '找不到该记录（{id}），可能已被删除。',
    en: 'That record ({id}) does not exist; it may have been deleted.',
  },
  ASSET_NOT_FOUND: { zh: '没有编号为“{tag}”的资产。', en: 'There is no asset with the tag “{tag}”.' },
  ENTITY_UNKNOWN: { zh: '没有“{entity}”这类记录。', en: 'There are no records of the kind “{entity}”.' },
  FIELD_UNKNOWN: { zh: '没有字段“{field}”。', en: 'There is no field “{field}”.' },
  FIELD_REQUIRED: { zh: '“{field}”必须填写。', en: '“{field}” is required.' },
  FIELD_READONLY: {
    zh: '“{field}”由系统维护，不能直接修改。',
    en: '“{field}” is kept by Holdfast and cannot be edited.',
  },
  VALUE_INVALID: {
    zh: '“{field}”不能是“{value}”：应为{expected}。',
    en: '“{field}” cannot be “{value}”: it must be {expected}.',
  },
  VALUE_TOO_LONG: {
    zh: '“{field}”过长：最多 {max} 个字符，现有 {length} 个。',
    en: '“{field}” is too long: {length} characters, at most {max}.',
  },
  REFERENCE_UNKNOWN: {
    zh: '“{field}”指向的记录不存在。',
    en: '“{field}” points to a record that does not exist.',
  },
  DUPLICATE_VALUE: {
    zh: '{field}“{value}”已被“{other}”使用。',
    en: 'The {field} “{value}” is already used by “{other}”.',
  },
  TREE_CYCLE: { zh: '“{name}”不能放在自己的下级之下。', en: '“{name}” cannot be placed under itself.' },
  STATUS_NOT_ALLOWED: {
    zh: '状态不能从“{from}”直接变为“{to}”。报废、处置请走报废流程。',
    en: 'The status cannot pass from “{from}” to “{to}” by an edit. Use the retirement procedure to retire or dispose.',
  },
  RELATION_DUPLICATE: {
    zh: '“{source}”与“{target}”之间已有这种关系。',
    en: '“{source}” and “{target}” are already related in this way.',
  },
  RELATION_SELF: { zh: '资产不能与自己建立关系。', en: 'An asset cannot be related to itself.' },
  ROLE_FORBIDS: { zh: '您的角色（{role}）不能进行此操作。', en: 'Your role ({role}) does not allow this.' },
  OTHER_DEPARTMENT: {
    zh: '您只能修改本部门的资产。',
    en: 'You can change only the assets of your own department.',
  },
  OWN_REQUEST: {
    zh: '不能审批自己提交的申请，请由他人审批。',
    en: 'You cannot approve your own request; someone else must.',
  },
  FIELD_FORBIDDEN: {
    zh: '您的角色（{role}）不能修改财务字段。',
    en: 'Your role ({role}) cannot change financial fields.',
  },
  FILTER_SYNTAX: {
    zh: '筛选条件有误，在第 {position} 个字符“{near}”处：{reason}。例：class=server status!=retired cost>1000 location~HQ',
    en: 'The filter cannot be read at character {position}, near “{near}”: {reason}. Example: class=server status!=retired cost>1000 location~HQ',
  },
  SORT_UNKNOWN: { zh: '不能按“{field}”排序。', en: 'Cannot sort by “{field}”.' },
  BATCH_NOT_FOUND: { zh: '找不到这次操作（{batch}）。', en: 'There is no operation {batch}.' },
  BATCH_UNDONE: { zh: '这次操作已经撤销过了。', en: 'That operation has already been undone.' },
  BATCH_RUNNING: {
    zh: '这次操作仍在进行，请等它结束。',
    en: 'That operation is still running; wait until it ends.',
  },
  CONFLICT_NOT_FOUND: {
    zh: '这项冲突已不存在，可能已被他人处理。',
    en: 'That conflict no longer exists; someone may have settled it.',
  },
  DATE_INVALID: {
    zh: '“{value}”不是有效日期，应为 2026-03-05 这样的形式。',
    en: '“{value}” is not a date; write it like 2026-03-05.',
  },
  RETIRED_ASSIGNED: {
    zh: '资产“{tag}”已报废或处置，之后又被分配了使用人。',
    en: 'The asset “{tag}” is retired or disposed of, and was given to a user afterwards.',
  },
  DELETED_STILL_USED: {
    zh: '“{name}”已被删除，但仍有 {count} 条记录引用它。',
    en: '“{name}” was deleted, but {count} records still refer to it.',
  },
} as const satisfies Record<string, Label>;
