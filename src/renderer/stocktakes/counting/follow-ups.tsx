import { App, Button, Input, type InputRef } from 'antd';
import { type KeyboardEvent, useRef } from 'react';
import { useErrorText } from '../../app/errors.ts';
import { useT } from '../../i18n/index.ts';
import { RefPicker } from '../../ui/ref-picker.tsx';
import { type Answered, canUndo, type Notes } from './counting-state.ts';
import type { Counting } from './use-counting.ts';
import { useOverdue } from './use-overdue.ts';

export type Editing = 'note' | 'user' | null;

export interface FollowUpActions {
  /** The count that is on the screen; null when there is none to add to. */
  readonly answered: Answered | null;
  add(notes: Notes): void;
  undo(): void;
}

/** What can be done to the count on the screen, with errors said where they happen. */
export function useFollowUps(counting: Counting): FollowUpActions {
  const { message } = App.useApp();
  const errorText = useErrorText();
  const { shown } = counting.state;
  const overdue = useOverdue(counting.unsent);
  const counted = shown.kind === 'answer' && shown.answered.answer.count !== null ? shown.answered : null;
  const answered = overdue ? null : counted;
  // What is pressed between a scan and its answer is meant for that scan, not for the one before.
  const between = counting.unsent.some((scan) => !scan.bulk && scan.state !== 'failed');
  const say = (error: unknown): void => void message.error(errorText(error));
  return {
    answered,
    add(notes) {
      if (answered && !between) counting.annotate(answered, notes).catch(say);
    },
    undo() {
      if (answered && !between && canUndo(answered.answer)) counting.undo(answered).catch(say);
    },
  };
}

interface FollowUpsProps {
  readonly actions: FollowUpActions;
  readonly editing: Editing;
  readonly onEdit: (editing: Editing) => void;
}

/** Buttons with their keys; note and user are asked for in place, never in a window. */
export function FollowUps({ actions, editing, onEdit }: FollowUpsProps) {
  const t = useT('stocktakes');
  const { answered } = actions;
  const off = answered === null;
  if (answered && editing === 'note')
    return <NoteLine key={answered.key} answered={answered} actions={actions} onDone={() => onEdit(null)} />;
  if (answered && editing === 'user') return <UserLine actions={actions} onDone={() => onEdit(null)} />;
  const { condition } = answered?.notes ?? {};
  return (
    <div className="follow-ups" role="toolbar" aria-label={t('counting.keys')}>
      <Key
        name="F2"
        off={off}
        pressed={condition === 'good'}
        onClick={() => actions.add({ condition: 'good' })}
      >
        {t('counting.good')}
      </Key>
      <Key
        name="F3"
        off={off}
        pressed={condition === 'damaged'}
        onClick={() => actions.add({ condition: 'damaged' })}
      >
        {t('counting.damaged')}
      </Key>
      <Key name="F4" off={off || !answered?.answer.asset} onClick={() => onEdit('user')}>
        {t('counting.user')}
      </Key>
      <Key name="F6" off={off} onClick={() => onEdit('note')}>
        {t('counting.note')}
      </Key>
      <Key name="Ctrl Z" shortcut="Control+Z" off={off || !canUndo(answered.answer)} onClick={actions.undo}>
        {t('counting.undo')}
      </Key>
    </div>
  );
}

interface KeyProps {
  readonly name: string;
  readonly shortcut?: string;
  readonly off: boolean;
  readonly pressed?: boolean;
  readonly onClick: () => void;
  readonly children: string;
}

function Key({ name, shortcut = name, off, pressed, onClick, children }: KeyProps) {
  return (
    <Button
      className={pressed ? 'key-pressed' : ''}
      disabled={off}
      aria-pressed={pressed}
      aria-keyshortcuts={shortcut}
      // The focus stays where it was: the next scan needs no click.
      onMouseDown={(event) => event.preventDefault()}
      onClick={onClick}
    >
      {children}
      <kbd>{name}</kbd>
    </Button>
  );
}

interface LineProps {
  readonly actions: FollowUpActions;
  readonly onDone: () => void;
}

function NoteLine({ answered, actions, onDone }: LineProps & { answered: Answered }) {
  const t = useT('stocktakes');
  const input = useRef<InputRef>(null);
  const done = useRef(false);
  const before = answered.notes.notes ?? '';
  // Read from the input itself: a scan that ended up in it was just taken out again.
  const save = (): void => {
    if (done.current) return;
    done.current = true;
    const text = input.current?.input?.value.trim() ?? '';
    if (text !== before) actions.add({ notes: text });
    onDone();
  };
  const drop = (): void => {
    done.current = true;
    onDone();
  };
  return (
    <form
      className="follow-ups"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
      onKeyDown={(event) => closeOnEscape(event, drop)}
    >
      <Input
        ref={input}
        autoFocus
        maxLength={1000}
        aria-label={t('counting.note')}
        placeholder={t('counting.notePlaceholder')}
        defaultValue={before}
        // A scan takes the focus away; what was written by then is kept.
        onBlur={save}
        data-testid="note"
      />
      <Button htmlType="submit" onMouseDown={(event) => event.preventDefault()}>
        {t('counting.save')}
      </Button>
    </form>
  );
}

function UserLine({ actions, onDone }: LineProps) {
  const t = useT('stocktakes');
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape is caught on its way up from the picker
    <div className="follow-ups" onKeyDown={(event) => closeOnEscape(event, onDone)}>
      <RefPicker
        entity="person"
        value={null}
        autoFocus
        ariaLabel={t('counting.user')}
        placeholder={t('counting.userPlaceholder')}
        onChange={(user, label) => {
          if (user !== null) actions.add(label === null ? { user } : { user, userLabel: label });
          onDone();
        }}
      />
    </div>
  );
}

function closeOnEscape(event: KeyboardEvent, onDone: () => void): void {
  if (event.key !== 'Escape') return;
  event.stopPropagation();
  onDone();
}
