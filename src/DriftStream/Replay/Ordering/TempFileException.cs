namespace DriftStream.Replay.Ordering;

/// <summary>A temporary file cannot be used, so that nothing can go on.</summary>
internal sealed class TempFileException(string folder, Exception refused) : IOException(
    $"a temporary file in {folder} cannot be written: {refused.Message} Make room there, or set TMPDIR to a folder with more.", refused);
