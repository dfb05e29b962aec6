using DriftStream.Core.Judging;

namespace DriftStream.Ledger;

/// <summary>Who owns the resource that a finding is about; null where nobody is known to.</summary>
internal delegate string? OwnerOf(Finding finding);
