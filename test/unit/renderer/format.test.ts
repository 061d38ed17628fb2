import { describe, expect, it } from 'vitest';
import { formatter } from '../../../src/renderer/i18n/format.ts';
import { translator } from '../../../src/renderer/i18n/index.ts';

const format = formatter('en');

describe('amounts', () => {
  it('are shown from minor units with their currency', () => {
    expect(format.money(6148230000, 'CNY')).toBe('¥61,482,300.00');
    expect(format.money(5, 'USD')).toBe('US$0.05');
    expect(format.money(-1250, 'EUR')).toBe('-€12.50');
  });

  it('have no digits after the point where the currency has no smaller unit, and are kept in hundredths all the same', () => {
    expect(format.money(120000, 'JPY')).toBe('JP¥1,200');
    expect(format.money(-120000, 'JPY')).toBe('-JP¥1,200');
  });

  it('show what is there where somebody gave such a currency a fraction', () => {
    expect(format.money(120050, 'JPY')).toBe('JP¥1,200.50');
  });
});

describe('sizes', () => {
  it('are shown in the unit that reads best', () => {
    expect(format.bytes(512)).toBe('512 B');
    expect(format.bytes(5_662_310)).toBe('5.4 MB');
  });
});

describe('texts', () => {
  it('tell one from several in English', () => {
    const t = translator('assets', 'en');
    expect(t('items', { count: 1 })).toBe('1 item');
    expect(t('items', { count: 2 })).toBe('2 items');
  });

  it('put the parameters in as they are', () => {
    expect(translator('assets', 'zh')('warrantyOver', { date: '<b>' })).toBe('保修已于 <b> 到期。');
  });
});
