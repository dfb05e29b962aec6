using Microsoft.Extensions.Logging;

namespace DriftStream.Tests.Ingest;

/// <summary>One line that the program logged.</summary>
internal sealed record LogLine(int Id, LogLevel Level, string Category, string Text, string Scopes);
