import type { RoleKey } from '../../model/index.ts';

/** Invented people. The first ones have parts to play; the rest fill the departments. */
export const peopleZh =
  '周建林 林晓雯 沈立群 顾明川 韩雪莹 唐志恒 苏雨桐 罗振声 梁若溪 郑海宁 冯佳禾 谢文澜 彭秀芝 董思齐 袁慧敏 潘国梁 蒋春晖 蔡子衿 余泽川 杜丽娟 叶永康 程诗涵 魏俊逸 任红霞 姜浩宇 范玉兰 方晨曦 石梦洁 姚启明 谭雅琴 廖承远 邹婉清 熊立夏 金柏年 陆嘉树 郝静怡 孔令舒 白若谷 崔永年 康书瑶 毛思敏 邱宏毅 秦语宁 江临川 史春燕 侯一顺 邵安然 孟知秋 龙在渊 万佩瑜 段青山 雷震宇 钱多闻 汤小满 尹秋实 黎书航 易书寒 常乐天 武安宁 乔木森 贺兰君 赖春生 龚雪松 文以宁 庞宇成 樊星河 兰若微 殷实甫 施云帆 陶知远 翟林溪 安可期'.split(
    ' ',
  );

export const peopleEn =
  'Martin Hale|Ella Brook|Simon Garrow|Nora Whitlock|Hugh Penrose|Tessa Marlow|Owen Fairley|Ruth Ackland|Colin Straker|Amy Thornbury|Peter Lunn|Grace Holloway|Dennis Orme|Kate Wexford|Liam Sutter|Joan Pickard|Victor Dunmore|Isla Carrick|Neil Ashby|Paula Redfern|Gareth Moon|Helen Tranter|Duncan Pryor|Sylvia Bratton|Ross Kendal|Moira Selby|Alec Winter|Jenny Foxhall|Bruce Eastman|Carla Denby|Ivan Petherick|Lucy Harkness|Trevor Quayle|Wendy Salter|Adrian Blythe|Megan Oakes|Stuart Vane|Priya Malhotra|Rajan Sethi|Mei Tan|Jonas Ekholm|Freya Lindqvist|Piotr Zielony|Ana Correia|Luis Barreto|Sofia Renard|Emil Hoffer|Katja Brandner|Tomas Havel|Irena Novotna|Daniel Osei|Abena Mensah|Kofi Darko|Leila Haddad|Omar Saleh|Yusuf Demirel|Elif Aksoy|Hana Kimura|Kenji Arata|Minh Tranh|Lan Phuong|Ravi Chandra|Nisha Rao|Arjun Pillai|Fiona Gillan|Ewan Muir|Bridget Nolan|Sean Tierney|Alice Merrow|George Tindall|Clara Whitby|Frank Bassett'.split(
    '|',
  );

/** The parts of the first people, in the order of the lists above; everyone after has none. */
export const parts: ReadonlyArray<{ role: RoleKey; zh: string; en: string; department: number }> = [
  { role: 'administrator', zh: '信息中心主任', en: 'Head of IT', department: 1 },
  { role: 'assetManager', zh: '资产主管', en: 'Asset manager', department: 2 },
  { role: 'assetManager', zh: '资产专员', en: 'Asset officer', department: 2 },
  { role: 'approver', zh: '副总经理', en: 'Deputy director', department: 0 },
  { role: 'approver', zh: '财务总监', en: 'Finance director', department: 3 },
  { role: 'finance', zh: '资产会计', en: 'Asset accountant', department: 3 },
  { role: 'auditor', zh: '内审员', en: 'Internal auditor', department: 4 },
  { role: 'technician', zh: '系统工程师', en: 'Systems engineer', department: 1 },
  { role: 'technician', zh: '网络工程师', en: 'Network engineer', department: 1 },
  { role: 'technician', zh: '桌面运维', en: 'Desktop support', department: 1 },
  { role: 'technician', zh: '数据库管理员', en: 'Database administrator', department: 1 },
  { role: 'technician', zh: '机房值班', en: 'Data centre operator', department: 1 },
  { role: 'coordinator', zh: '部门资产员', en: 'Department coordinator', department: 5 },
  { role: 'coordinator', zh: '部门资产员', en: 'Department coordinator', department: 6 },
  { role: 'coordinator', zh: '部门资产员', en: 'Department coordinator', department: 7 },
  { role: 'coordinator', zh: '部门资产员', en: 'Department coordinator', department: 8 },
  { role: 'viewer', zh: '行政助理', en: 'Office assistant', department: 9 },
];
