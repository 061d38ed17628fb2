import { LoadingOutlined } from '@ant-design/icons';
import { App as AntApp, ConfigProvider } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';
import { createContext, type ReactNode, useContext } from 'react';
import { useMedia } from '../assets/use-media.ts';
import { useLanguage } from '../i18n/index.ts';
import { pageNonce } from './nonce.ts';
import { type ThemeName, themes } from './theme.ts';

const ThemeInUse = createContext<ThemeName>('light');

/** The theme that is shown now, for parts that draw themselves by it. */
export const useThemeName = (): ThemeName => useContext(ThemeInUse);

/** Out of a button's name: a name that changes while it works is no name to find it by. */
const buttons = { autoInsertSpace: false, loadingIcon: <LoadingOutlined aria-hidden="true" /> };

const csp = { nonce: pageNonce() ?? '' };

/** Theme, words and sizes of the component library. */
export function Look({ theme, children }: { theme: ThemeName; children: ReactNode }) {
  const language = useLanguage();
  const still = useMedia('(prefers-reduced-motion: reduce)');
  const shown = themes[theme];
  dayjs.locale(language === 'zh' ? 'zh-cn' : 'en');
  return (
    <ConfigProvider
      // Motion that CSS cuts short would leave lists and drawers outside the window: they wait for its end.
      theme={still ? { ...shown, token: { ...shown.token, motion: false } } : shown}
      locale={language === 'zh' ? zhCN : enUS}
      csp={csp}
      button={buttons}
      form={{ requiredMark: true }}
    >
      <AntApp component={false} message={{ maxCount: 3 }}>
        <ThemeInUse value={theme}>{children}</ThemeInUse>
      </AntApp>
    </ConfigProvider>
  );
}
