import { declareTrail } from '../../platform/trail/trail-declarations.js';

declareTrail({
  actions: {
    'presentation.recorded': 'recorded a presentation',
    'presentation.corrected': 'corrected a presentation',
    'presentation.voided': 'voided a presentation',
    'training.recorded': 'recorded a training',
    'training.corrected': 'corrected a training',
    'training.voided': 'voided a training',
    'assistance.recorded': 'recorded assistance to another agency',
    'assistance.corrected': 'corrected the record of assistance to another agency',
    'assistance.voided': 'voided the record of assistance to another agency',
  },
  records: {
    presentations: 'presentation',
    trainings: 'training',
    assistance_sessions: 'assistance session',
  },
});
