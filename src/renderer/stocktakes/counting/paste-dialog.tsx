import { Input, Modal } from 'antd';
import { useState } from 'react';
import { useT } from '../../i18n/index.ts';
import { readPastedTags } from './pasted-tags.ts';

interface PasteDialogProps {
  readonly onPaste: (labels: readonly string[]) => void;
  readonly onClose: () => void;
}

/** Many labels at once, from a spreadsheet or a handheld. What will be counted is said before. */
export function PasteDialog({ onPaste, onClose }: PasteDialogProps) {
  const t = useT('stocktakes');
  const common = useT('common');
  const [text, setText] = useState('');
  const { tags, blank, repeated } = readPastedTags(text);
  return (
    <Modal
      open
      title={t('counting.pasteTitle')}
      okText={t('counting.pasteSubmit', { count: tags.length })}
      cancelText={common('cancel')}
      okButtonProps={{ disabled: tags.length === 0, id: 'paste-submit' }}
      onOk={() => onPaste(tags)}
      onCancel={onClose}
    >
      <div data-scan="literal">
        <p className="form-hint" id="paste-hint">
          {t('counting.pasteText')}
        </p>
        <Input.TextArea
          autoFocus
          className="code"
          rows={10}
          spellCheck={false}
          aria-label={t('counting.pasteTitle')}
          aria-describedby="paste-hint"
          value={text}
          onChange={(event) => setText(event.target.value)}
          data-testid="paste-text"
        />
        <output className="paste-sum">
          {t('counting.pasteSum', { tags: tags.length, blank, repeated })}
        </output>
      </div>
    </Modal>
  );
}
