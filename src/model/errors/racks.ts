import type { Label } from '../types.ts';

/** Mounting things in racks. */
export const rackErrors = {
  RACK_UNKNOWN: { zh: '该地点不是机柜。', en: 'That place is not a rack.' },
  RACK_OUTSIDE: {
    zh: '“{name}”高 {height}U，从 U{unit} 起放不进 {units}U 的机柜。',
    en: '“{name}” is {height} U high and does not fit into a rack of {units} U at U{unit}.',
  },
  RACK_OCCUPIED: {
    zh: 'U{unit} 已被“{other}”占用，“{name}”放不下。请选择空闲的 U 位。',
    en: 'U{unit} is taken by “{other}”, so “{name}” does not fit there. Choose free units.',
  },
  RACK_NOT_IN: {
    zh: '“{name}”不在这个机柜里。请先把它的存放地点改为该机柜。',
    en: '“{name}” is not in this rack. Make the rack its location first.',
  },
} as const satisfies Record<string, Label>;
