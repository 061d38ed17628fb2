import { App, Button, Checkbox, Input, Popover } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useErrorText } from '../app/errors.ts';
import { usePerson } from '../app/info.ts';
import { useWhyNot } from '../app/may.ts';
import { useDoneMessage } from '../history/use-undo.tsx';
import { useT } from '../i18n/index.ts';
import { createView, removeView, updateView, useGraphViews, type ViewContent } from './saved-views.ts';
import type { OpenView } from './use-explorer.ts';

interface ViewsMenuProps {
  readonly open: OpenView | null;
  readonly changed: boolean;
  /** What would be saved now; null while nothing is drawn. */
  readonly content: () => ViewContent | null;
  readonly onSaved: () => void;
}

/** Graphs that were saved under a name: open, save, delete. */
export function ViewsMenu({ open, changed, content, onSaved }: ViewsMenuProps) {
  const t = useT('relations');
  const views = useGraphViews();
  const navigate = useNavigate();
  const done = useDoneMessage();
  const { message } = App.useApp();
  const errorText = useErrorText();
  const whyNot = useWhyNot();
  const [shown, setShown] = useState(false);
  const refused = whyNot('graphView', 'create');
  const attempt = async (work: () => Promise<void>): Promise<void> => {
    try {
      await work();
      setShown(false);
    } catch (error) {
      message.error(errorText(error));
    }
  };
  const save = (name: string, owner: string | null): Promise<void> =>
    attempt(async () => {
      const now = content();
      if (!now) return;
      const { id, batch } = await createView(name, owner, now);
      onSaved();
      done(t('viewSaved', { name }), batch);
      void navigate(`/relations?view=${id}`);
    });
  const update = (view: OpenView): Promise<void> =>
    attempt(async () => {
      const now = content();
      if (!now) return;
      const { batch } = await updateView(view.id, now);
      onSaved();
      if (batch) done(t('viewSaved', { name: view.name }), batch);
    });
  const remove = (view: OpenView): Promise<void> =>
    attempt(async () => {
      const { batch } = await removeView(view.id);
      done(t('viewDeleted', { name: view.name }), batch);
      if (view.id === open?.id) void navigate('/relations');
    });
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      open={shown}
      onOpenChange={setShown}
      destroyOnHidden
      content={
        <div className="views-menu">
          <h3>{t('views')}</h3>
          {views.length === 0 && <p className="relations-hint">{t('viewsNone')}</p>}
          <ul>
            {views.map((view) => (
              <li key={view.id}>
                <button
                  type="button"
                  className="relation-link"
                  aria-current={view.id === open?.id}
                  onClick={() => {
                    setShown(false);
                    void navigate(`/relations?view=${view.id}`);
                  }}
                >
                  {view.name}
                </button>
                {whyNot('graphView', 'delete', { owner: view.owner }) === undefined && (
                  <Button
                    type="text"
                    size="small"
                    aria-label={t('viewDelete', { name: view.name })}
                    onClick={() => void remove(view)}
                  >
                    {t('delete')}
                  </Button>
                )}
              </li>
            ))}
          </ul>
          {open && changed && (
            <Button
              block
              disabled={whyNot('graphView', 'update', { owner: open.owner }) !== undefined}
              title={whyNot('graphView', 'update', { owner: open.owner })}
              onClick={() => void update(open)}
            >
              {t('viewUpdate', { name: open.name })}
            </Button>
          )}
          <SaveForm refused={refused} onSave={save} />
        </div>
      }
    >
      <Button>{t('views')}</Button>
    </Popover>
  );
}

interface SaveFormProps {
  readonly refused: string | undefined;
  readonly onSave: (name: string, owner: string | null) => Promise<void>;
}

function SaveForm({ refused, onSave }: SaveFormProps) {
  const t = useT('relations');
  const common = useT('common');
  const person = usePerson();
  const [name, setName] = useState('');
  const [shared, setShared] = useState(true);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim()) void onSave(name.trim(), shared ? null : (person?.id ?? null));
      }}
    >
      <Input
        value={name}
        maxLength={100}
        aria-label={t('viewName')}
        placeholder={t('viewName')}
        onChange={(event) => setName(event.target.value)}
      />
      <Checkbox checked={shared} onChange={(event) => setShared(event.target.checked)}>
        {t('viewShared')}
      </Checkbox>
      <Button
        type="primary"
        htmlType="submit"
        disabled={!name.trim() || refused !== undefined}
        title={refused}
      >
        {common('save')}
      </Button>
    </form>
  );
}
