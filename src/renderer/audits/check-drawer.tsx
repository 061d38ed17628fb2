import { App, Button, DatePicker, Drawer, Form, Input, Radio } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { Link } from 'react-router';
import type { AuditItemInfo } from '../../contract/api/index.ts';
import { nonconformityStates } from '../../model/entities/audits.ts';
import { api } from '../app/client.ts';
import { usePerson } from '../app/info.ts';
import { useWhyNot } from '../app/may.ts';
import { useT } from '../i18n/index.ts';
import { ErrorNote } from '../ui/error-note.tsx';
import { RefPicker } from '../ui/ref-picker.tsx';
import { StatusDot } from '../ui/status-dot.tsx';

interface CheckDrawerProps {
  readonly item: AuditItemInfo;
  /** The audit has ended: nothing can be changed any more. */
  readonly closed: boolean;
  readonly onClose: () => void;
}

/** Checks one item, and follows what did not conform until it is closed. */
export function CheckDrawer({ item, closed, onClose }: CheckDrawerProps) {
  const t = useT('past');
  const { message } = App.useApp();
  const person = usePerson();
  const whyNot = useWhyNot()('auditItem', 'update');
  const known = item.nonconformity;
  const [result, setResult] = useState(item.result);
  const [finding, setFinding] = useState(known?.finding ?? item.finding);
  const [evidence, setEvidence] = useState(item.evidence);
  const [owner, setOwner] = useState<string | null>(known?.owner ?? null);
  const [ownerName, setOwnerName] = useState(known?.ownerName ?? '');
  const [due, setDue] = useState<string | null>(known?.due ?? null);
  const [action, setAction] = useState(known?.action ?? '');
  const [proof, setProof] = useState(known?.evidence ?? '');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const mayCheck = !closed && whyNot === undefined && known?.state !== 'closed';
  const mayMend = !closed && known?.state === 'open' && (whyNot === undefined || known.owner === person?.id);
  const run = async (work: () => Promise<unknown>, leave: boolean): Promise<void> => {
    setBusy(true);
    setError(null);
    try {
      await work();
      message.success(t('savedCheck'));
      if (leave) onClose();
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };
  const check = () =>
    run(
      () =>
        api.audits.check({
          item: item.id,
          result,
          finding,
          evidence,
          ...(result === 'nonconform' ? { owner, due } : {}),
        }),
      result !== 'nonconform',
    );
  const mend = () => api.audits.changeNonconformity({ id: known?.id ?? '', action, evidence: proof });
  const turn = (to: boolean) =>
    run(async () => {
      if (to) await mend();
      await api.audits.closeNonconformity({ id: known?.id ?? '', closed: to });
    }, to);
  return (
    <Drawer
      open
      size={460}
      title={t('check', { tag: item.asset.tag || item.asset.name })}
      onClose={onClose}
      footer={
        <div className="drawer-footer">
          <Button onClick={onClose}>{t('back')}</Button>
          <Button
            type="primary"
            loading={busy}
            disabled={!mayCheck}
            title={whyNot}
            onClick={() => void check()}
            data-testid="save-check"
          >
            {t('save')}
          </Button>
        </div>
      }
    >
      <p>
        <Link to={`/assets/${item.asset.id}`}>{item.asset.name || item.asset.tag}</Link> {item.location}
      </p>
      <Form layout="vertical" component="div" disabled={!mayCheck}>
        <Form.Item label={t('result')}>
          <Radio.Group
            aria-label={t('result')}
            value={result}
            onChange={(event) => setResult(event.target.value as AuditItemInfo['result'])}
            options={[
              { value: 'conform', label: t('conform') },
              { value: 'nonconform', label: t('nonconform') },
            ]}
          />
        </Form.Item>
        <Form.Item label={t('finding')} htmlFor="audit-finding">
          <Input.TextArea
            id="audit-finding"
            rows={2}
            value={finding}
            onChange={(event) => setFinding(event.target.value)}
          />
        </Form.Item>
        <Form.Item label={t('evidence')} htmlFor="audit-evidence">
          <Input id="audit-evidence" value={evidence} onChange={(event) => setEvidence(event.target.value)} />
        </Form.Item>
        {result === 'nonconform' && (
          <>
            <Form.Item label={t('owner')}>
              <RefPicker
                entity="person"
                value={owner}
                valueLabel={ownerName}
                onChange={(id, label) => {
                  setOwner(id);
                  setOwnerName(label ?? '');
                }}
                ariaLabel={t('owner')}
                disabled={!mayCheck}
              />
            </Form.Item>
            <Form.Item label={t('due')}>
              <DatePicker
                aria-label={t('due')}
                value={due === null ? null : dayjs(due)}
                onChange={(day) => setDue(day?.format('YYYY-MM-DD') ?? null)}
              />
            </Form.Item>
          </>
        )}
      </Form>
      {known && (
        <section aria-label={t('findings')}>
          <h3 className="form-heading">
            {t('findings')} <StatusDot choices={nonconformityStates} value={known.state} />
          </h3>
          <Form layout="vertical" component="div" disabled={!mayMend}>
            <Form.Item label={t('action')} htmlFor="audit-action">
              <Input.TextArea
                id="audit-action"
                rows={2}
                value={action}
                onChange={(event) => setAction(event.target.value)}
              />
            </Form.Item>
            <Form.Item label={t('evidence')} htmlFor="audit-proof">
              <Input id="audit-proof" value={proof} onChange={(event) => setProof(event.target.value)} />
            </Form.Item>
          </Form>
          <div className="drawer-footer">
            {known.state === 'open' ? (
              <>
                <Button disabled={!mayMend} onClick={() => void run(mend, false)}>
                  {t('save')}
                </Button>
                <Button
                  disabled={!mayMend || whyNot !== undefined}
                  title={whyNot}
                  onClick={() => void turn(true)}
                  data-testid="close-finding"
                >
                  {t('closeFinding')}
                </Button>
              </>
            ) : (
              <Button disabled={closed || whyNot !== undefined} onClick={() => void turn(false)}>
                {t('reopenFinding')}
              </Button>
            )}
          </div>
        </section>
      )}
      {error !== null && <ErrorNote error={error} />}
    </Drawer>
  );
}
