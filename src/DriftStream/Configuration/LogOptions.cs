using Microsoft.Extensions.Options;

namespace DriftStream.Configuration;

/// <summary>Settings under <c>Log</c>.</summary>
internal sealed class LogOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Log";

    /// <summary>Lines for people, or one JSON object a line.</summary>
    public LogFormat Format { get; set; } = LogFormat.Text;

    /// <summary>What is logged: this and everything graver.</summary>
    public LogLevel? Level { get; set; }

    /// <summary>Says what is wrong with the level.</summary>
    internal sealed class Validator : IValidateOptions<LogOptions>
    {
        /// <inheritdoc/>
        public ValidateOptionsResult Validate(string? name, LogOptions options) =>
            options.Level is { } level && (level == LogLevel.None || !Enum.IsDefined(level))
                ? ValidateOptionsResult.Fail($"{Section}:Level is '{level}': nothing would be logged, not even that events cannot be recorded. Use Debug, Information, Warning or Error.")
                : ValidateOptionsResult.Success;
    }
}

/// <summary>How log entries are written.</summary>
internal enum LogFormat
{
    /// <summary>One line for people.</summary>
    Text,

    /// <summary>One JSON object a line.</summary>
    Json,
}
