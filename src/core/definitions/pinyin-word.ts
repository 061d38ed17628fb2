import { pinyin } from 'pinyin-pro';

/** `额定功率` as `e ding gong lv`, for keys of what has a Chinese name only. */
export function pinyinWord(name: string): string {
  return pinyin(name, { toneType: 'none', nonZh: 'consecutive', v: true });
}
