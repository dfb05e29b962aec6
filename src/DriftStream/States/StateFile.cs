namespace DriftStream.States;

/// <summary>A file that may hold a state.</summary>
/// <param name="Path">Its full path.</param>
/// <param name="Relative">Its path below the folder that was asked for, with slashes; the file name where it was asked for itself.</param>
/// <param name="Certain">It counts as a state whatever is in it; else only if it looks like one.</param>
internal sealed record StateFile(string Path, string Relative, bool Certain);
