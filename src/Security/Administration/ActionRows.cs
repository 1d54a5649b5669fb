using Phusa.Security.Contracts;

namespace Phusa.Security.Administration;

/// <summary>What the table of deeds shows.</summary>
internal sealed record ActionRows(IReadOnlyList<AdminAction> Actions, AgencyTree Agencies);
