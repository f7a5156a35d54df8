import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import './styles/theme.scss';

const root = document.getElementById('root');
if (root === null) throw new Error('The page has no root element.');
createRoot(root).render(<StrictMode>Task Force Tracker</StrictMode>);
