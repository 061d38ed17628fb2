import '../ui/work.css';
import './stocktakes.css';
import './counting/counting.css';
import {
  EnvironmentOutlined,
  MutedOutlined,
  ScanOutlined,
  SoundOutlined,
  UnorderedListOutlined,
} from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { App, Button, Tooltip, TreeSelect } from 'antd';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import type { StocktakeStatus } from '../../contract/api/index.ts';
import { stocktakeStates } from '../../model/choices.ts';
import { orpc } from '../app/client.ts';
import { usePerson } from '../app/info.ts';
import { usePagePrefs } from '../app/prefs.ts';
import { SyncState } from '../app/sync-state.tsx';
import { useT } from '../i18n/index.ts';
import { Empty } from '../ui/empty.tsx';
import { ErrorNote } from '../ui/error-note.tsx';
import { StatusDot } from '../ui/status-dot.tsx';
import { type Editing, FollowUps, useFollowUps } from './counting/follow-ups.tsx';
import { PasteDialog } from './counting/paste-dialog.tsx';
import { Side } from './counting/side.tsx';
import { Unsent } from './counting/unsent.tsx';
import { useCounting } from './counting/use-counting.ts';
import { useScanner } from './counting/use-scanner.ts';
import { Verdict } from './counting/verdict.tsx';
import { type PlaceNode, type Places, usePlaces } from './locations.ts';
import { useTreeSearch } from './use-tree-search.tsx';

/** Counting, full screen: a scanner in one hand, nothing to click. */
export default function CountPage() {
  const { id = '' } = useParams();
  const t = useT('stocktakes');
  const { data: status, error } = useQuery(orpc.stocktakes.status.queryOptions({ input: { id } }));
  useEffect(() => {
    if (status) document.title = `${t('counting.title', { name: status.name })} · Holdfast`;
  }, [status, t]);
  if (status?.state === 'counting') return <Counting status={status} />;
  return (
    <main className="work-page">
      {error && <ErrorNote error={error} />}
      {status && (
        <Empty title={status.name} hint={t('counting.done')}>
          <StatusDot choices={stocktakeStates} value={status.state} />
        </Empty>
      )}
      {(error || status) && (
        <p className="count-none">
          <Link to={status ? `/stocktakes/${id}` : '/stocktakes'}>{t('detail.back')}</Link>
        </p>
      )}
    </main>
  );
}

interface CountPrefs {
  muted: boolean;
}

function Counting({ status }: { status: StocktakeStatus }) {
  const t = useT('stocktakes');
  const { message } = App.useApp();
  const navigate = useNavigate();
  const field = useRef<HTMLInputElement>(null);
  const [prefs, setPrefs] = usePagePrefs<CountPrefs>('count', { muted: false });
  const [place, setPlace] = useState<{ id: string; path: string } | null>(null);
  const [choosing, setChoosing] = useState(false);
  const [editing, setEditing] = useState<Editing>(null);
  const [pasting, setPasting] = useState(false);
  const places = usePlaces();
  const counting = useCounting({ id: status.id, place, muted: prefs.muted });
  const actions = useFollowUps(counting);
  const leaving = useRef(false);

  useScanner(field, (label) => {
    leaving.current = false;
    field.current?.focus();
    setEditing(null);
    setChoosing(false);
    const found = places.byLabel(label);
    if (found) {
      setPlace(found);
      counting.placeSet(found.path);
    } else counting.scan(label);
  });

  const leave = (): void => {
    const count = counting.unsent.length;
    if (count > 0 && !leaving.current) {
      leaving.current = true;
      void message.warning(t('counting.unsaved', { count }), 8);
      return;
    }
    void navigate(`/stocktakes/${status.id}`);
  };

  useKeys({
    F2: () => actions.add({ condition: 'good' }),
    F3: () => actions.add({ condition: 'damaged' }),
    F4: () => actions.answered?.answer.asset && setEditing('user'),
    F6: () => actions.answered && setEditing('note'),
    undo: () => {
      // What is being typed has an undo of its own.
      if (field.current?.value) return false;
      setEditing(null);
      field.current?.focus();
      actions.undo();
      return true;
    },
    Escape: () => {
      // What is open closes first, by its own means.
      if (pasting || choosing || (editing && actions.answered)) return false;
      leave();
      return true;
    },
  });

  return (
    <main className="count-page">
      <header className="count-head">
        <h1>{status.name}</h1>
        <PlacePicker
          places={places}
          value={place?.id ?? null}
          open={choosing}
          onOpen={setChoosing}
          onChange={(next) => {
            setPlace(next);
            setChoosing(false);
            if (next) counting.placeSet(next.path);
            field.current?.focus();
          }}
        />
        <span className="grow" />
        <SyncState />
        <Tooltip title={prefs.muted ? t('counting.unmute') : t('counting.mute')}>
          <Button
            type="text"
            icon={prefs.muted ? <MutedOutlined /> : <SoundOutlined />}
            aria-label={t('counting.sound')}
            aria-pressed={!prefs.muted}
            onClick={() => setPrefs({ muted: !prefs.muted })}
          />
        </Tooltip>
        <Button onClick={leave}>
          {t('counting.leave')}
          <kbd>Esc</kbd>
        </Button>
      </header>
      <div className="count-main">
        <Verdict counting={counting} hasPlace={place !== null}>
          <FollowUps
            actions={actions}
            editing={editing}
            onEdit={(next) => {
              setEditing(next);
              if (next === null) field.current?.focus();
            }}
          />
        </Verdict>
        <Unsent counting={counting} />
        <div className="panel count-field">
          <ScanOutlined aria-hidden="true" />
          <input
            ref={field}
            className="code"
            aria-label={t('counting.input')}
            placeholder={t('counting.placeholder')}
            // biome-ignore lint/a11y/noAutofocus: the page is this field; a scan or a typed tag goes here at once
            autoFocus
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            maxLength={400}
            data-testid="scan-field"
          />
          <Button icon={<UnorderedListOutlined aria-hidden="true" />} onClick={() => setPasting(true)}>
            {t('counting.paste')}
          </Button>
        </div>
      </div>
      <Side status={status} counting={counting} place={place?.id ?? null} />
      <Foot />
      {pasting && (
        <PasteDialog
          onClose={() => setPasting(false)}
          onPaste={(labels) => {
            setPasting(false);
            counting.paste(labels);
          }}
        />
      )}
    </main>
  );
}

function Foot() {
  const t = useT('stocktakes');
  const person = usePerson();
  return (
    <footer className="count-foot">
      <span>{person && t('counting.counter', { name: person.name })}</span>
      <span>{t('counting.ready')}</span>
    </footer>
  );
}

interface PlacePickerProps {
  readonly places: Places;
  readonly value: string | null;
  readonly open: boolean;
  readonly onOpen: (open: boolean) => void;
  readonly onChange: (place: { id: string; path: string } | null) => void;
}

function PlacePicker({ places, value, open, onOpen, onChange }: PlacePickerProps) {
  const t = useT('stocktakes');
  const search = useTreeSearch(places.tree);
  return (
    <div className="count-place">
      <EnvironmentOutlined aria-hidden="true" />
      <label htmlFor="count-place">{t('counting.place')}</label>
      <TreeSelect<string | null, PlaceNode>
        id="count-place"
        value={value}
        open={open}
        onOpenChange={onOpen}
        {...search}
        treeNodeLabelProp="path"
        allowClear
        loading={!places.ready}
        placeholder={t('counting.noPlace')}
        popupMatchSelectWidth={420}
        onChange={(id) => onChange(id ? { id, path: places.path(id) ?? '' } : null)}
      />
    </div>
  );
}

/** One key each; a handler that answers false leaves the key to the page. */
type Handlers = Readonly<Record<'F2' | 'F3' | 'F4' | 'F6' | 'Escape' | 'undo', () => unknown>>;

function useKeys(handlers: Handlers): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    const undo = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'z' && !event.shiftKey;
    const name = undo ? 'undo' : event.key;
    if (!Object.hasOwn(handlers, name) || (!undo && (event.ctrlKey || event.altKey || event.metaKey))) return;
    if (undo && document.activeElement?.matches('textarea, [data-testid="note"]')) return;
    if (handlers[name as keyof Handlers]() !== false) event.preventDefault();
  });
  useEffect(() => {
    // Before the page's own parts, so that Escape still sees what is open.
    window.addEventListener('keydown', press, true);
    return () => window.removeEventListener('keydown', press, true);
  }, []);
}
