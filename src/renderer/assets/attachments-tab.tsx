import './attachments.css';
import { DeleteOutlined, DownloadOutlined, FileOutlined, PlusOutlined } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { App, Button, Skeleton } from 'antd';
import { type DragEvent, useEffect, useRef, useState } from 'react';
import type { AttachmentInfo, FullRecord } from '../../contract/api/index.ts';
import { api, orpc } from '../app/client.ts';
import { useErrorText } from '../app/errors.ts';
import { saveFile, uploadFile } from '../app/host.ts';
import { useWhyNot } from '../app/may.ts';
import { useDoneMessage } from '../history/use-undo.tsx';
import { useFormat } from '../i18n/format.ts';
import { useT } from '../i18n/index.ts';
import { Empty } from '../ui/empty.tsx';
import { isPicture, thumbnailOf } from './attachment-content.ts';
import { PictureViewer } from './picture-viewer.tsx';

interface AttachmentsTabProps {
  readonly record: FullRecord;
  /** Undefined while they are on their way. */
  readonly attachments: readonly AttachmentInfo[] | undefined;
}

/** Photos and documents of an asset: look, download, add by button or by dropping, remove. */
export function AttachmentsTab({ record, attachments }: AttachmentsTabProps) {
  const t = useT('attachments');
  const [open, setOpen] = useState<string | null>(null);
  const whyNot = useWhyNot();
  const noAdd = record.deleted ? '' : whyNot('attachment', 'create');
  const { adding, add } = useAdd(record.id);
  if (!attachments) return <Skeleton className="card-pane" active />;
  const pictures = attachments.filter((one) => one.here && isPicture(one));
  const files = attachments.filter((one) => !pictures.includes(one));
  return (
    <DropHere disabled={noAdd !== undefined || adding !== null} onFiles={(list) => void add(list)}>
      <AddButton disabled={noAdd} adding={adding} onFiles={(list) => void add(list)} />
      {attachments.length === 0 && <Empty title={t('emptyTitle')} hint={t('emptyHint')} />}
      {pictures.length > 0 && (
        <ul className="attachment-pictures" aria-label={t('pictures')}>
          {pictures.map((one) => (
            <Picture key={one.id} attachment={one} onOpen={() => setOpen(one.id)} />
          ))}
        </ul>
      )}
      {files.length > 0 && (
        <ul className="attachment-files" aria-label={t('files')}>
          {files.map((one) => (
            <FileLine key={one.id} attachment={one} />
          ))}
        </ul>
      )}
      {open !== null && (
        <PictureViewer pictures={pictures} open={open} onOpen={setOpen} onClose={() => setOpen(null)} />
      )}
    </DropHere>
  );
}

/** Adds files one after the other; what one is refused for does not keep the others out. */
function useAdd(record: string) {
  const t = useT('attachments');
  const { message } = App.useApp();
  const errorText = useErrorText();
  const done = useDoneMessage();
  const refresh = useRefresh(record);
  const [adding, setAdding] = useState<string | null>(null);
  const add = async (files: readonly File[]): Promise<void> => {
    let added = 0;
    let name = '';
    for (const file of files) {
      setAdding(file.name);
      try {
        const handed = await uploadFile(file);
        ({ name } = await api.attachments.add({ record, file: handed.file }));
        added++;
      } catch (error) {
        message.error(errorText(error), 8);
      }
    }
    setAdding(null);
    if (added > 0) done(added === 1 ? t('added', { name }) : t('addedMany', { count: added }), null);
    await refresh();
  };
  return { adding, add };
}

function useRefresh(record: string): () => Promise<void> {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: orpc.attachments.list.queryKey({ input: { record } }) });
}

interface AddButtonProps {
  /** Why nothing can be added; undefined when it can. */
  readonly disabled: string | undefined;
  /** Name of the file on its way. */
  readonly adding: string | null;
  readonly onFiles: (files: readonly File[]) => void;
}

function AddButton({ disabled, adding, onFiles }: AddButtonProps) {
  const t = useT('attachments');
  const input = useRef<HTMLInputElement>(null);
  return (
    <div className="card-line">
      <Button
        size="small"
        icon={<PlusOutlined aria-hidden="true" />}
        disabled={disabled !== undefined}
        title={disabled}
        loading={adding !== null}
        onClick={() => input.current?.click()}
        data-testid="add-attachment"
      >
        {t('add')}
      </Button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label={t('add')}
        data-testid="attachment-input"
        onChange={(event) => {
          onFiles([...(event.target.files ?? [])]);
          // Else the same file could not be chosen again.
          event.target.value = '';
        }}
      />
      <span className="attachment-adding" role="status">
        {adding !== null && t('adding', { name: adding })}
      </span>
    </div>
  );
}

interface DropHereProps {
  readonly disabled: boolean;
  readonly onFiles: (files: readonly File[]) => void;
  readonly children: React.ReactNode;
}

function DropHere({ disabled, onFiles, children }: DropHereProps) {
  const t = useT('attachments');
  const [over, setOver] = useState(false);
  const hasFiles = (event: DragEvent): boolean => event.dataTransfer.types.includes('Files');
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is an addition to the button, which the keyboard has
    <div
      className="card-pane attachments"
      data-testid="attachments"
      onDragOver={(event) => {
        if (!hasFiles(event)) return;
        event.preventDefault();
        event.dataTransfer.dropEffect = disabled ? 'none' : 'copy';
        setOver(!disabled);
      }}
      onDragLeave={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false);
      }}
      onDrop={(event) => {
        if (!hasFiles(event)) return;
        event.preventDefault();
        setOver(false);
        if (!disabled) onFiles([...event.dataTransfer.files]);
      }}
    >
      {children}
      {over && <div className="attachment-drop">{t('dropNow')}</div>}
    </div>
  );
}

function Picture({ attachment, onOpen }: { attachment: AttachmentInfo; onOpen: () => void }) {
  const t = useT('attachments');
  const [address, setAddress] = useState<string | null>(null);
  const [broken, setBroken] = useState(false);
  useEffect(() => {
    let wanted = true;
    thumbnailOf(attachment).then(
      (made) => wanted && setAddress(made),
      () => wanted && setBroken(true),
    );
    return () => {
      wanted = false;
    };
  }, [attachment]);
  if (broken) return <FileLine attachment={attachment} />;
  const { name } = attachment;
  return (
    <li className="attachment-picture">
      <button type="button" onClick={onOpen} aria-label={t('open', { name })} title={name}>
        {address !== null && <img src={address} alt="" />}
      </button>
      <div className="attachment-below">
        <span className="attachment-name" title={name}>
          {name}
        </span>
        <Actions attachment={attachment} />
      </div>
    </li>
  );
}

function FileLine({ attachment }: { attachment: AttachmentInfo }) {
  const t = useT('attachments');
  const format = useFormat();
  const { name, size, at, here } = attachment;
  return (
    <li className="attachment-file">
      <FileOutlined aria-hidden="true" />
      <span className="attachment-name" title={name}>
        {name}
      </span>
      <span className="attachment-about">
        {here ? `${format.bytes(size)} · ${format.date(at)}` : t('notHere')}
      </span>
      <Actions attachment={attachment} />
    </li>
  );
}

function Actions({ attachment }: { attachment: AttachmentInfo }) {
  const { id, record, name, here } = attachment;
  const t = useT('attachments');
  const { message } = App.useApp();
  const errorText = useErrorText();
  const done = useDoneMessage();
  const whyNot = useWhyNot();
  const refresh = useRefresh(record);
  const noRemove = whyNot('attachment', 'delete', { record, name });
  const download = async (): Promise<void> => {
    try {
      const taken = await api.attachments.take({ id });
      await saveFile(taken.file, taken.name);
    } catch (error) {
      message.error(errorText(error));
    }
  };
  const remove = async (): Promise<void> => {
    try {
      const { batch } = await api.attachments.remove({ id });
      done(t('removed', { name }), batch);
      await refresh();
    } catch (error) {
      message.error(errorText(error));
    }
  };
  return (
    <span className="attachment-actions">
      <Button
        size="small"
        type="text"
        icon={<DownloadOutlined />}
        disabled={!here}
        title={here ? t('downloadShort') : t('notHere')}
        aria-label={t('download', { name })}
        onClick={() => void download()}
      />
      <Button
        size="small"
        type="text"
        icon={<DeleteOutlined />}
        disabled={noRemove !== undefined}
        title={noRemove ?? t('removeShort')}
        aria-label={t('remove', { name })}
        onClick={() => void remove()}
      />
    </span>
  );
}
