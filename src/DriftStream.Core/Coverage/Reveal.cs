using DriftStream.Core.Catalog;

namespace DriftStream.Core.Coverage;

/// <summary>One kind of event tells something of an attribute.</summary>
/// <param name="Event">The event.</param>
/// <param name="Path">The attribute, or a setting inside it.</param>
/// <param name="IsHidden">Only that it changed.</param>
/// <param name="Strength">How sure it is; more is surer.</param>
internal readonly record struct Reveal(EventKey Event, string Path, bool IsHidden, int Strength);
