import { MoonOutlined, SettingOutlined, SunOutlined, TranslationOutlined } from '@ant-design/icons';
import { Button, Tag, Tooltip } from 'antd';
import { useNavigate } from 'react-router';
import { useLanguage, useT } from '../i18n/index.ts';
import { PastControl } from '../time-travel/past-control.tsx';
import { useInfo } from './info.ts';
import { useThemeName } from './look.tsx';
import { savePrefs } from './prefs.ts';
import { SearchBox } from './search-box.tsx';

/** Search over everything, and the two switches. */
export function Head() {
  const t = useT('frame');
  const language = useLanguage();
  const navigate = useNavigate();
  const { demo } = useInfo();
  const dark = useThemeName() === 'dark';
  const theme = dark ? t('themeLight') : t('themeDark');
  return (
    <header className="frame-head">
      <SearchBox />
      <span className="grow" />
      {demo && <Tag>{t('demo')}</Tag>}
      <PastControl />
      <Tooltip title={t('language')}>
        <Button
          type="text"
          icon={<TranslationOutlined />}
          aria-label={t('language')}
          onClick={() => void savePrefs({ language: language === 'zh' ? 'en' : 'zh' })}
        />
      </Tooltip>
      <Tooltip title={theme}>
        <Button
          type="text"
          icon={dark ? <SunOutlined /> : <MoonOutlined />}
          aria-label={theme}
          onClick={() => void savePrefs({ theme: dark ? 'light' : 'dark' })}
        />
      </Tooltip>
      <Tooltip title={t('settings')}>
        <Button
          type="text"
          icon={<SettingOutlined />}
          aria-label={t('settings')}
          onClick={() => void navigate('/settings')}
        />
      </Tooltip>
    </header>
  );
}
