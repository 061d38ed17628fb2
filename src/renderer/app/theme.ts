import type { ThemeConfig } from 'antd';
import { theme } from 'antd';

export type ThemeName = 'light' | 'dark';

export const sans =
  "'Inter Variable', 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Noto Sans SC', system-ui, sans-serif";
export const mono =
  "'JetBrains Mono Variable', 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', ui-monospace, monospace";

const shared = {
  borderRadius: 5,
  fontSize: 13,
  controlHeight: 28,
  fontFamily: sans,
  fontFamilyCode: mono,
  wireframe: false,
};

/** The component library's tokens; app.css has the same values for our own parts. */
export const themes: Record<ThemeName, ThemeConfig> = {
  light: {
    algorithm: theme.defaultAlgorithm,
    token: {
      ...shared,
      colorPrimary: '#0E7490',
      // The library's own is lighter: white on it is 4.2 : 1.
      colorPrimaryHover: '#0B5F76',
      controlItemBgActive: '#E3F2F5',
      controlItemBgActiveHover: '#D5EBF0',
      colorLink: '#0E7490',
      colorInfo: '#2563EB',
      colorSuccess: '#15803D',
      // The library's own of so dark a green is a muddy grey.
      colorSuccessBg: '#EEF8F1',
      colorSuccessBorder: '#9FD3B0',
      colorWarning: '#B45309',
      colorWarningBg: '#FFFBE6',
      colorWarningBorder: '#ECD27A',
      colorError: '#DC2626',
      colorTextPlaceholder: '#6B7280',
      colorTextDescription: '#5B6472',
      colorTextDisabled: '#767E8A',
      colorBorder: '#D5DAE1',
      colorBorderSecondary: '#E6E9EE',
      colorBgLayout: '#F4F6F8',
    },
    components: components(),
  },
  dark: {
    algorithm: theme.darkAlgorithm,
    token: {
      ...shared,
      colorPrimary: '#22A3BF',
      controlItemBgActive: '#123640',
      controlItemBgActiveHover: '#17424E',
      colorLink: '#3BB6D1',
      colorInfo: '#60A5FA',
      colorSuccess: '#22C55E',
      colorWarning: '#F59E0B',
      colorError: '#F87171',
      colorTextPlaceholder: '#8B95A3',
      colorTextDescription: '#9AA4B2',
      colorTextDisabled: '#7D8794',
      colorBgBase: '#0F1417',
      colorBgContainer: '#14191D',
      colorBgElevated: '#1B2227',
      colorBgLayout: '#0F1417',
      colorBorder: '#3A444D',
      colorBorderSecondary: '#283138',
    },
    components: components(true),
  },
};

function components(dark = false): ThemeConfig['components'] {
  return {
    // White on the dark theme's bright primary would be 3 : 1; near-black is 6.6 : 1.
    Button: {
      primaryShadow: 'none',
      defaultShadow: 'none',
      dangerShadow: 'none',
      ...(dark ? { primaryColor: '#06181D' } : {}),
    },
    Tabs: {
      horizontalItemPadding: '8px 0',
      horizontalItemGutter: 24,
      ...(dark ? { itemSelectedColor: '#3BB6D1', itemHoverColor: '#3BB6D1' } : {}),
    },
    Modal: { titleFontSize: 15 },
    Form: { itemMarginBottom: 12, verticalLabelPadding: '0 0 4px' },
    Tag: { fontSizeSM: 12 },
    Tree: { nodeSelectedBg: dark ? '#123640' : '#E3F2F5', nodeHoverBg: dark ? '#1A2126' : '#F1F5F7' },
  };
}
