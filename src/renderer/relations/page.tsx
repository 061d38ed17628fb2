import './relations.css';
import { useNavigate, useParams } from 'react-router';
import { ExportButton } from '../export/export-button.tsx';
import { useT } from '../i18n/index.ts';
import { Empty } from '../ui/empty.tsx';
import { PageHeader } from '../ui/page-header.tsx';
import { RefPicker } from '../ui/ref-picker.tsx';
import { GraphPage } from './graph-page.tsx';

/** What makes a relation, in the order in which it is read. */
const exported = ['source', 'type', 'target', 'sourcePort', 'targetPort', 'notes'];

/** Relations and impact: of the asset in the address, or of one to be chosen. */
export default function RelationsPage() {
  const { id } = useParams();
  return id ? <GraphPage key={id} root={id} /> : <ChooseAsset />;
}

function ChooseAsset() {
  const t = useT('relations');
  const navigate = useNavigate();
  return (
    <div className="page">
      <PageHeader title={t('title')}>
        <ExportButton query={{ entity: 'relation' }} columns={exported} />
      </PageHeader>
      <div className="panel relations-choose">
        <Empty title={t('chooseTitle')} hint={t('chooseHint')}>
          <RefPicker
            entity="asset"
            className="relations-first"
            value={null}
            placeholder={t('choosePlaceholder')}
            ariaLabel={t('choosePlaceholder')}
            autoFocus
            onChange={(chosen) => chosen && void navigate(`/relations/${chosen}`)}
          />
        </Empty>
      </div>
    </div>
  );
}
