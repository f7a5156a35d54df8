import { declareStrongestMatches } from '../complaints/line-declarations.js';
import { findStrengths } from './matches.js';

declareStrongestMatches(findStrengths);
