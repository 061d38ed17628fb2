import { locationKinds, organisationKinds } from '../choices.ts';
import { roles } from '../roles.ts';
import { defineEntity } from '../types.ts';

export const location = defineEntity({
  key: 'location',
  label: { zh: '存放地点', en: 'Location' },
  plural: { zh: '存放地点', en: 'Locations' },
  title: 'name',
  parent: 'parent',
  searchText: ['name'],
  searchCodes: ['code'],
  fields: {
    name: {
      type: 'text',
      label: { zh: '名称', en: 'Name' },
      required: true,
      maxLength: 200,
      synonyms: ['地点名称', 'location name', 'location'],
    },
    code: {
      type: 'code',
      label: { zh: '编码', en: 'Code' },
      indexed: true,
      synonyms: ['地点编码', 'location code'],
    },
    parent: {
      type: 'ref',
      target: 'location',
      label: { zh: '上级地点', en: 'Parent location' },
      indexed: true,
      synonyms: ['parent', 'parent name'],
    },
    kind: { type: 'choice', choices: locationKinds, label: { zh: '级别', en: 'Kind' } },
    address: { type: 'text', label: { zh: '地址', en: 'Address' } },
    notes: { type: 'longtext', label: { zh: '备注', en: 'Notes' } },
  },
});

export const department = defineEntity({
  key: 'department',
  label: { zh: '部门', en: 'Department' },
  plural: { zh: '部门', en: 'Departments' },
  title: 'name',
  parent: 'parent',
  searchText: ['name'],
  searchCodes: ['code'],
  fields: {
    name: {
      type: 'text',
      label: { zh: '名称', en: 'Name' },
      required: true,
      maxLength: 200,
      synonyms: ['部门名称', 'department name'],
    },
    code: { type: 'code', label: { zh: '编码', en: 'Code' }, indexed: true, synonyms: ['部门编码'] },
    parent: {
      type: 'ref',
      target: 'department',
      label: { zh: '上级部门', en: 'Parent department' },
      indexed: true,
    },
    notes: { type: 'longtext', label: { zh: '备注', en: 'Notes' } },
  },
});

export const person = defineEntity({
  key: 'person',
  label: { zh: '人员', en: 'Person' },
  plural: { zh: '人员', en: 'People' },
  title: 'name',
  searchText: ['name'],
  searchCodes: ['number', 'email', 'username'],
  fields: {
    name: {
      type: 'text',
      label: { zh: '姓名', en: 'Name' },
      required: true,
      maxLength: 200,
      synonyms: ['full name', 'name'],
    },
    number: {
      type: 'code',
      label: { zh: '工号', en: 'Employee number' },
      indexed: true,
      synonyms: ['员工编号', 'employee no', 'employee number'],
    },
    username: {
      type: 'code',
      label: { zh: '账号', en: 'User name' },
      indexed: true,
      synonyms: ['username', '登录名', 'login'],
    },
    email: {
      type: 'code',
      label: { zh: '邮箱', en: 'Email' },
      indexed: true,
      synonyms: ['email', 'e-mail', '电子邮件'],
    },
    phone: {
      type: 'code',
      label: { zh: '电话', en: 'Phone' },
      sensitive: true,
      synonyms: ['手机', '联系电话', 'phone'],
    },
    department: { type: 'ref', target: 'department', label: { zh: '部门', en: 'Department' }, indexed: true },
    title: { type: 'text', label: { zh: '职务', en: 'Title' } },
    role: { type: 'choice', choices: roles, label: { zh: '角色', en: 'Role' } },
    active: { type: 'boolean', label: { zh: '在职', en: 'Active' } },
    /** Server account that this person was mapped to when the register was joined to a server. */
    account: { type: 'code', label: { zh: '服务器账号', en: 'Server account' }, readonly: true },
    notes: { type: 'longtext', label: { zh: '备注', en: 'Notes' } },
  },
});

export const organisation = defineEntity({
  key: 'organisation',
  label: { zh: '单位', en: 'Organisation' },
  plural: { zh: '单位', en: 'Organisations' },
  title: 'name',
  searchText: ['name'],
  searchCodes: ['code'],
  fields: {
    name: { type: 'text', label: { zh: '名称', en: 'Name' }, required: true, maxLength: 300, indexed: true },
    code: { type: 'code', label: { zh: '编码', en: 'Code' }, indexed: true },
    kind: { type: 'choice', choices: organisationKinds, label: { zh: '类型', en: 'Kind' } },
    phone: { type: 'code', label: { zh: '电话', en: 'Phone' } },
    email: { type: 'code', label: { zh: '邮箱', en: 'Email' } },
    notes: { type: 'longtext', label: { zh: '备注', en: 'Notes' } },
  },
});

export const productModel = defineEntity({
  key: 'productModel',
  label: { zh: '型号', en: 'Model' },
  plural: { zh: '型号', en: 'Models' },
  title: 'name',
  searchText: ['name'],
  searchCodes: ['number'],
  fields: {
    name: { type: 'text', label: { zh: '名称', en: 'Name' }, required: true, maxLength: 300, indexed: true },
    number: { type: 'code', label: { zh: '型号编码', en: 'Model number' }, indexed: true },
    manufacturer: { type: 'ref', target: 'organisation', label: { zh: '品牌（厂商）', en: 'Manufacturer' } },
    class: { type: 'choice', label: { zh: '类别', en: 'Class' } },
    notes: { type: 'longtext', label: { zh: '备注', en: 'Notes' } },
  },
});
