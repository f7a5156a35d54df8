import { declareTrail } from '../../platform/trail/trail-declarations.js';

declareTrail({
  actions: {
    'tip.version-received': 'imported a newer version of the tip',
    'tip.opened': 'read the withheld content of a tip',
    'tip-version.read': 'read a version of the tip',
    'tip-versions.listed': 'listed the versions of the tip',
    'tip-outcomes.reported': 'reported the outcomes of tips to the reporting center',
  },
  records: {
    tip_versions: 'version of a tip',
  },
});
