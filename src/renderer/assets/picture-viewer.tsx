import { LeftOutlined, RightOutlined } from '@ant-design/icons';
import { Button, Modal } from 'antd';
import { useEffect, useState } from 'react';
import type { AttachmentInfo } from '../../contract/api/index.ts';
import { useT } from '../i18n/index.ts';
import { contentOf } from './attachment-content.ts';

interface PictureViewerProps {
  readonly pictures: readonly AttachmentInfo[];
  /** Id of the one that is shown. */
  readonly open: string;
  readonly onOpen: (id: string) => void;
  readonly onClose: () => void;
}

/** One picture large; the arrow keys go on to the next. */
export function PictureViewer({ pictures, open, onOpen, onClose }: PictureViewerProps) {
  const t = useT('attachments');
  const at = pictures.findIndex(({ id }) => id === open);
  const picture = pictures[at];
  const { address, broken } = useContent(picture);
  const go = (step: number): void => {
    const next = pictures[at + step];
    if (next) onOpen(next.id);
  };
  useArrows(go);
  if (!picture) return null;
  return (
    <Modal
      open
      title={picture.name}
      onCancel={onClose}
      footer={null}
      width="min(1100px, 92vw)"
      className="picture-viewer"
    >
      <div className="picture-view">
        <Button
          type="text"
          icon={<LeftOutlined />}
          aria-label={t('previous')}
          title={t('previous')}
          disabled={at <= 0}
          onClick={() => go(-1)}
        />
        <div className="picture-large">
          {broken ? <p>{t('cannotShow')}</p> : address && <img src={address} alt={picture.name} />}
        </div>
        <Button
          type="text"
          icon={<RightOutlined />}
          aria-label={t('next')}
          title={t('next')}
          disabled={at >= pictures.length - 1}
          onClick={() => go(1)}
        />
      </div>
      <p className="picture-position">{t('position', { at: at + 1, count: pictures.length })}</p>
    </Modal>
  );
}

/** Wherever the focus is: a button at the end of the row of pictures is disabled and can't have it. */
function useArrows(go: (step: number) => void): void {
  useEffect(() => {
    const keys = (event: KeyboardEvent): void => {
      if (event.key === 'ArrowLeft') go(-1);
      if (event.key === 'ArrowRight') go(1);
    };
    window.addEventListener('keydown', keys);
    return () => window.removeEventListener('keydown', keys);
  });
}

/** The address of the whole picture, for as long as it is shown. */
function useContent(picture: AttachmentInfo | undefined): { address: string | null; broken: boolean } {
  const [state, setState] = useState<{ address: string | null; broken: boolean }>({
    address: null,
    broken: false,
  });
  const id = picture?.id;
  const mime = picture?.mime;
  useEffect(() => {
    if (id === undefined || mime === undefined) return;
    let address: string | null = null;
    let wanted = true;
    setState({ address: null, broken: false });
    contentOf({ id, mime }).then(
      (content) => {
        if (!wanted) return;
        address = URL.createObjectURL(content);
        setState({ address, broken: false });
      },
      () => wanted && setState({ address: null, broken: true }),
    );
    return () => {
      wanted = false;
      if (address) URL.revokeObjectURL(address);
    };
  }, [id, mime]);
  return state;
}
