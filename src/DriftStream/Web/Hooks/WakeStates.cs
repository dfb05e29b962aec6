namespace DriftStream.Web.Hooks;

/// <summary>Has states looked at at once, because somebody told that something happened there.</summary>
/// <param name="place">How the addresses of the states begin; null: all states.</param>
internal delegate void WakeStates(string? place);
