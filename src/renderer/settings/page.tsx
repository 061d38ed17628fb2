import './settings.css';
import { Segmented } from 'antd';
import { useInfo } from '../app/info.ts';
import { savePrefs, usePrefs } from '../app/prefs.ts';
import { useFormat } from '../i18n/format.ts';
import { useLanguage, useT } from '../i18n/index.ts';
import { Code } from '../ui/code.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { Backups } from './backups.tsx';
import { Pin } from './pin.tsx';
import { Verify } from './verify.tsx';

export default function SettingsPage() {
  const t = useT('settings');
  return (
    <div className="page">
      <div className="settings">
        <PageHeader title={t('title')} />
        <div className="settings-grid">
          <Interface />
          <Pin />
          <DataFile />
          <Backups />
          <Verify />
          <About />
        </div>
      </div>
    </div>
  );
}

function Interface() {
  const t = useT('settings');
  const language = useLanguage();
  const { prefs } = usePrefs();
  return (
    <section className="panel">
      <h2>{t('interface')}</h2>
      <dl>
        <dt id="settings-language">{t('language')}</dt>
        <dd>
          <Segmented
            aria-labelledby="settings-language"
            value={language}
            options={[
              { value: 'zh', label: t('chinese') },
              { value: 'en', label: t('english') },
            ]}
            onChange={(value) => void savePrefs({ language: value === 'en' ? 'en' : 'zh' })}
          />
        </dd>
        <dt id="settings-theme">{t('theme')}</dt>
        <dd>
          <Segmented<'light' | 'dark' | 'system'>
            aria-labelledby="settings-theme"
            value={prefs.theme ?? 'system'}
            options={[
              { value: 'light', label: t('themeLight') },
              { value: 'dark', label: t('themeDark') },
              { value: 'system', label: t('themeSystem') },
            ]}
            onChange={(theme) => void savePrefs({ theme })}
          />
        </dd>
      </dl>
    </section>
  );
}

function DataFile() {
  const t = useT('settings');
  const format = useFormat();
  const info = useInfo();
  return (
    <section className="panel">
      <h2>{t('data')}</h2>
      <dl>
        <dt>{t('register')}</dt>
        <dd>{info.register.name}</dd>
        <dt>{t('file')}</dt>
        <dd>
          <Code>{info.file}</Code>
        </dd>
        <dt>{t('size')}</dt>
        <dd>
          <Code>{format.bytes(info.size)}</Code>
        </dd>
        <dt>{t('timeZone')}</dt>
        <dd>{info.register.timeZone}</dd>
        <dt>{t('device')}</dt>
        <dd>{info.device.name}</dd>
      </dl>
    </section>
  );
}

function About() {
  const t = useT('settings');
  const info = useInfo();
  const hosts = { electron: t('hostElectron'), browser: t('hostBrowser'), cli: t('hostCli') };
  return (
    <section className="panel">
      <h2>{t('about')}</h2>
      <dl>
        <dt>{t('version')}</dt>
        <dd>
          <Code>Holdfast {info.version}</Code>
        </dd>
        <dt>{t('modelVersion')}</dt>
        <dd>
          <Code>{info.modelVersion}</Code>
        </dd>
        <dt>{t('host')}</dt>
        <dd>{hosts[info.host]}</dd>
      </dl>
      <p>{t('licence')}</p>
    </section>
  );
}
