import { currencies } from '../choices.ts';
import { defineEntity } from '../types.ts';

export const contract = defineEntity({
  key: 'contract',
  label: { zh: '合同', en: 'Contract' },
  plural: { zh: '合同', en: 'Contracts' },
  title: 'name',
  code: 'number',
  searchText: ['name'],
  searchCodes: ['number'],
  fields: {
    number: { type: 'code', label: { zh: '合同编号', en: 'Contract number' }, indexed: true, unique: true },
    name: { type: 'text', label: { zh: '名称', en: 'Name' }, required: true },
    supplier: { type: 'ref', target: 'organisation', label: { zh: '供应商', en: 'Supplier' } },
    start: { type: 'date', label: { zh: '开始日期', en: 'Start' } },
    end: { type: 'date', label: { zh: '结束日期', en: 'End' } },
    amount: { type: 'money', label: { zh: '金额', en: 'Amount' } },
    currency: { type: 'choice', choices: currencies, label: { zh: '币种', en: 'Currency' } },
    notes: { type: 'longtext', label: { zh: '备注', en: 'Notes' } },
  },
});

export const licence = defineEntity({
  key: 'licence',
  label: { zh: '软件许可', en: 'Licence' },
  plural: { zh: '软件许可', en: 'Licences' },
  title: 'name',
  searchText: ['name'],
  fields: {
    name: { type: 'text', label: { zh: '名称', en: 'Name' }, required: true },
    manufacturer: { type: 'ref', target: 'organisation', label: { zh: '厂商', en: 'Manufacturer' } },
    supplier: { type: 'ref', target: 'organisation', label: { zh: '供应商', en: 'Supplier' } },
    key: { type: 'code', label: { zh: '许可密钥', en: 'Licence key' }, sensitive: true },
    seats: { type: 'integer', min: 0, label: { zh: '授权数', en: 'Seats' } },
    end: { type: 'date', label: { zh: '到期日期', en: 'End' } },
    cost: { type: 'money', label: { zh: '金额', en: 'Cost' } },
    currency: { type: 'choice', choices: currencies, label: { zh: '币种', en: 'Currency' } },
    notes: { type: 'longtext', label: { zh: '备注', en: 'Notes' } },
  },
});
