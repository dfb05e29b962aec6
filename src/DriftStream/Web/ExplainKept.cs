using DriftStream.Ledger;

namespace DriftStream.Web;

/// <summary>Judges an event of the ledger once more, with the states of now, and tells every step as <c>explain --output json</c> does.</summary>
/// <param name="kept">The event, with its record.</param>
internal delegate string ExplainKept(KeptEvent kept);
