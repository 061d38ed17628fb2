import { lazy } from 'react';
import { Navigate, Route, Routes } from 'react-router';
import { NoPage } from './no-page.tsx';

const Assets = lazy(() => import('../assets/page.tsx'));
const Relations = lazy(() => import('../relations/page.tsx'));
const Impact = lazy(() => import('../impact/page.tsx'));
const Quality = lazy(() => import('../quality/page.tsx'));
const Import = lazy(() => import('../import/page.tsx'));
const Stocktakes = lazy(() => import('../stocktakes/page.tsx'));
const Stocktake = lazy(() => import('../stocktakes/detail.tsx'));
const Count = lazy(() => import('../stocktakes/count.tsx'));
const Retirements = lazy(() => import('../retirement/page.tsx'));
const Retirement = lazy(() => import('../retirement/detail.tsx'));
const Sync = lazy(() => import('../sync/page.tsx'));
const Attention = lazy(() => import('../attention/page.tsx'));
const Settings = lazy(() => import('../settings/page.tsx'));
const Racks = lazy(() => import('../racks/page.tsx'));
const Places = lazy(() => import('../places/page.tsx'));
const Ledgers = lazy(() => import('../ledger/page.tsx'));
const NewLedger = lazy(() => import('../ledger/new.tsx'));
const Ledger = lazy(() => import('../ledger/detail.tsx'));
const Definitions = lazy(() => import('../definitions/page.tsx'));
const Compare = lazy(() => import('../compare/page.tsx'));
const Baselines = lazy(() => import('../baselines/page.tsx'));
const Baseline = lazy(() => import('../baselines/detail.tsx'));
const Audits = lazy(() => import('../audits/page.tsx'));
const Audit = lazy(() => import('../audits/detail.tsx'));
const Changes = lazy(() => import('../history/page.tsx'));

/** Which page stands at which address. Counting fills the screen; see Frame. */
export function Pages() {
  return (
    <Routes>
      <Route path="/" element={<Navigate to="/assets" replace />} />
      <Route path="/assets/:id?" element={<Assets />} />
      <Route path="/relations/:id?" element={<Relations />} />
      <Route path="/impact/:id?" element={<Impact />} />
      <Route path="/quality" element={<Quality />} />
      <Route path="/import" element={<Import />} />
      <Route path="/stocktakes" element={<Stocktakes />} />
      <Route path="/stocktakes/:id" element={<Stocktake />} />
      <Route path="/stocktakes/:id/count" element={<Count />} />
      <Route path="/retirements" element={<Retirements />} />
      <Route path="/retirements/:id" element={<Retirement />} />
      <Route path="/sync" element={<Sync />} />
      <Route path="/attention" element={<Attention />} />
      <Route path="/settings" element={<Settings />} />
      <Route path="/racks/:id?" element={<Racks />} />
      <Route path="/locations/:id?" element={<Places kind="location" />} />
      <Route path="/people/:id?" element={<Places kind="person" />} />
      <Route path="/departments/:id?" element={<Places kind="department" />} />
      <Route path="/organisations/:id?" element={<Places kind="organisation" />} />
      <Route path="/models/:id?" element={<Places kind="productModel" />} />
      <Route path="/contracts/:id?" element={<Places kind="contract" />} />
      <Route path="/licences/:id?" element={<Places kind="licence" />} />
      <Route path="/ledger" element={<Ledgers />} />
      <Route path="/ledger/new" element={<NewLedger />} />
      <Route path="/ledger/:id" element={<Ledger />} />
      <Route path="/definitions/:tab?/:key?" element={<Definitions />} />
      <Route path="/compare" element={<Compare />} />
      <Route path="/baselines" element={<Baselines />} />
      <Route path="/baselines/:id" element={<Baseline />} />
      <Route path="/audits" element={<Audits />} />
      <Route path="/audits/:id" element={<Audit />} />
      <Route path="/changes" element={<Changes />} />
      <Route path="*" element={<NoPage />} />
    </Routes>
  );
}
