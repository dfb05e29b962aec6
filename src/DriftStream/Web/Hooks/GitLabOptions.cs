using DriftStream.Configuration;
using Microsoft.Extensions.Options;

namespace DriftStream.Web.Hooks;

/// <summary>Settings under <c>GitLab</c>.</summary>
internal sealed class GitLabOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "GitLab";

    /// <summary>The secret token of the project's webhook. Without it GitLab cannot tell us anything.</summary>
    public Secret? WebhookSecret { get; set; }

    /// <summary>Says what is wrong, with its key and the harm.</summary>
    internal sealed class Validator : IValidateOptions<GitLabOptions>
    {
        /// <inheritdoc/>
        public ValidateOptionsResult Validate(string? name, GitLabOptions options) =>
            options.WebhookSecret is { } secret && secret.Reveal().Length < HttpOptions.ShortestKey
                ? ValidateOptionsResult.Fail($"{Section}:WebhookSecret has {secret.Reveal().Length} characters, fewer than {HttpOptions.ShortestKey}: it could be found by trying. Make one with: openssl rand -base64 32")
                : ValidateOptionsResult.Success;
    }
}
