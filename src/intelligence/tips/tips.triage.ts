import { complaintTypeLabels } from '../../casework/complaints/complaints.enums.js';
import { declareTipMeanings, type IncidentMeaning } from '../../casework/triage/tip-meanings.js';
import { foldText } from './formats/parse-values.js';
import { complaintTypeByIncidentType, type IncidentType } from './formats/reported-tip.js';
import { tipMappings } from './formats/tip-mappings.js';
import { parseAnnotation } from './formats/parse-annotation.js';

/** Child pornography may be possession, receipt, distribution or production. The proposal says the least. */
const material: IncidentMeaning = {
  type: 'csam_possession',
  says: 'The CyberTip reports child sexual abuse material. Possession is the least that this means.',
};

function toMeaning(incident: IncidentType): IncidentMeaning {
  const type = complaintTypeByIncidentType[incident];
  return type === null ? material : { type, says: `The CyberTip reports ${complaintTypeLabels[type]}.` };
}

declareTipMeanings({
  incident: (format, raw) => {
    const incident = tipMappings.find((one) => one.format === format)?.words.incidentTypes.get(foldText(raw));
    return incident === undefined ? null : toMeaning(incident);
  },
  annotation: parseAnnotation,
});
