import type { Label } from '../types.ts';

/** Importing what NetBox, GLPI and iTop know. Beside refusals of whole files, why a single object is not imported. */
export const landscapeErrors = {
  LANDSCAPE_CUT: {
    zh: '“{file}”不完整：读到第 {objects} 个对象后文件就断了。什么都没有导入，请重新导出或下载该文件。',
    en: '“{file}” is incomplete: it breaks off after {objects} objects. Nothing was imported; export or download it again.',
  },
  LANDSCAPE_JSON: {
    zh: '“{file}”的第 {object} 个对象不是有效的 JSON。什么都没有导入，请重新导出该文件。',
    en: 'Object {object} of “{file}” is not valid JSON. Nothing was imported; export the file again.',
  },
  LANDSCAPE_XML: {
    zh: '“{file}”不是完整的 XML（{detail}）。什么都没有导入，请重新导出该文件。',
    en: '“{file}” is not well-formed XML ({detail}). Nothing was imported; export it again.',
  },
  LANDSCAPE_DEEP: {
    zh: '“{file}”嵌套过深，正常的导出文件不会这样，未导入。',
    en: '“{file}” is nested deeper than any export would be; it was not imported.',
  },
  LANDSCAPE_TOO_LARGE: {
    zh: '“{file}”过大。请分几次导出，例如按站点或按设备类型。',
    en: '“{file}” is too large. Export it in parts, for example by site or by kind of device.',
  },
  LANDSCAPE_OTHER_VERSION: {
    zh: '“{file}”看起来是 NetBox 的文件，但其中的对象不是已知版本（2.x 至 4.x）的格式。请用 dumpdata 或 REST API 重新导出。',
    en: '“{file}” looks like NetBox, but its objects are not written as any known version (2.x to 4.x) does. Export it by dumpdata or the REST API.',
  },
  LANDSCAPE_NOT_FOUND: {
    zh: '“{file}”中没有 NetBox、GLPI 或 iTop 的数据。请选择它们导出的 JSON 或 XML 文件，或含有这些文件的文件夹。',
    en: 'There is nothing of NetBox, GLPI or iTop in “{file}”. Choose a JSON or XML file that they exported, or a folder of such files.',
  },
  LANDSCAPE_FILE_UNKNOWN: {
    zh: '文件“{file}”不是 NetBox、GLPI 或 iTop 的数据，未读取。',
    en: 'The file “{file}” is not from NetBox, GLPI or iTop and was not read.',
  },
  LANDSCAPE_SCHEMA: {
    zh: '“{path}”不符合清单格式（应为{expected}），这一部分未导入。',
    en: '“{path}” does not follow the inventory format ({expected} expected); this part was not imported.',
  },
  LANDSCAPE_KIND_UNKNOWN: {
    zh: 'Holdfast 不认识“{kind}”这类对象。',
    en: 'Holdfast does not know objects of the kind “{kind}”.',
  },
  LANDSCAPE_OBJECT_SHAPE: {
    zh: '该对象缺少必要的内容（{field}），可能来自其他版本。',
    en: 'The object lacks what it needs ({field}); it may be from another version.',
  },
  LANDSCAPE_TWICE: {
    zh: '同一对象在文件中出现了两次，只取第一次。',
    en: 'The object stands in the files twice; the first one counts.',
  },
  LANDSCAPE_ADMINISTRATION: {
    zh: '来源系统自身的管理数据（账号、权限、会话、标签等），不属于台账。',
    en: 'Administration of the source system itself (accounts, permissions, sessions, tags), which is no part of a register.',
  },
  LANDSCAPE_DERIVED: {
    zh: '由来源系统根据其他对象推算得出，其他对象已读取。',
    en: 'Worked out by the source system from other objects, which were read.',
  },
  LANDSCAPE_TEMPLATE: {
    zh: '新建设备用的模板；实际设备的端口已读取。',
    en: 'A template for new devices; the ports of real devices were read.',
  },
  LANDSCAPE_WORD: {
    zh: '只是一个分类词，写入了用到它的记录。',
    en: 'Only a word that groups others; it stands in the records that use it.',
  },
  LANDSCAPE_NOT_KEPT: {
    zh: 'Holdfast 不保存“{kind}”这类对象。',
    en: 'Holdfast keeps nothing of the kind “{kind}”.',
  },
  LANDSCAPE_END_MISSING: {
    zh: '它所指的对象（{what}）不在文件中。',
    en: 'What it points to ({what}) is not in the files.',
  },
  LANDSCAPE_END_AMBIGUOUS: {
    zh: '编号 {what} 在文件中指多个对象，无法判断是哪一个。',
    en: 'The number {what} names several objects of the files; which one is meant cannot be told.',
  },
  LANDSCAPE_END_NOT_IMPORTED: {
    zh: '它的一端（{what}）没有导入。',
    en: 'One of its ends ({what}) was not imported.',
  },
  LANDSCAPE_END_NOT_ASSET: {
    zh: '它的一端（{what}）不是资产，无法建立关系。',
    en: 'One of its ends ({what}) is not an asset, so there can be no relation.',
  },
  LANDSCAPE_HOST_NOT_IMPORTED: {
    zh: '它所属的对象（{what}）没有导入。',
    en: 'What it is part of ({what}) was not imported.',
  },
  LANDSCAPE_CABLE_LOOSE: {
    zh: '线缆 {cable} 至少有一端没有接到文件中的设备。',
    en: 'The cable {cable} has at least one end that is not at any device of the files.',
  },
  LANDSCAPE_CONTACT_PLACE: {
    zh: '联系人“{name}”已导入，但“{kind}”没有联系人字段。',
    en: 'The contact “{name}” was imported, but a “{kind}” has no field for one.',
  },
  LANDSCAPE_IDENTITY_SPLIT: {
    zh: '身份不一致：{evidence}。可能是序列号对调，请人工核对后选择。',
    en: 'It seems to be several records at once: {evidence}. Serial numbers may have been exchanged; look and choose.',
  },
  LANDSCAPE_IDENTITY_DIFFERS: {
    zh: '与“{record}”的{by}相同，但{field}不同（台账 {old}，文件 {new}）。请人工核对后选择。',
    en: 'It shares {by} with “{record}”, but {field} differs (register {old}, file {new}). Look and choose.',
  },
  LANDSCAPE_IDENTITY_SHARED: {
    zh: '文件中另有一个对象的{by}相同（{value}）。无法判断是不是同一台，请人工核对后选择。',
    en: 'Another object of the same file has the same {by} ({value}). Whether they are one cannot be told; look and choose.',
  },
  LANDSCAPE_NAME_AMBIGUOUS: {
    zh: '台账中有多条名为“{name}”的记录，无法判断是哪一条。请人工选择。',
    en: 'Several records are called “{name}”; which one is meant cannot be told. Choose one.',
  },
  LANDSCAPE_GONE: {
    zh: '台账中的“{record}”已是“{status}”状态，未改动。',
    en: '“{record}” has the status {status} in the register; it was left alone.',
  },
  LANDSCAPE_SKIPPED: { zh: '已选择不导入。', en: 'Somebody chose not to import it.' },
  LANDSCAPE_NO_IDENTITY: {
    zh: '没有序列号等可识别的信息，无法判断是哪一台。',
    en: 'It has no serial number or anything else to know it by.',
  },
  LANDSCAPE_NEIGHBOUR_UNKNOWN: {
    zh: '端口 {port} 上只见到 MAC 地址 {mac}，台账中没有这台设备。',
    en: 'Only the MAC address {mac} was seen at port {port}; no record has it.',
  },
  LANDSCAPE_VALUE: {
    zh: '记录无法建立：{detail}',
    en: 'The record cannot be made: {detail}',
  },
} as const satisfies Record<string, Label>;
