using DriftStream.Configuration;
using Microsoft.Extensions.Options;

namespace DriftStream.Web.Hooks;

/// <summary>Settings under <c>Hcp</c>.</summary>
internal sealed class HcpOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Hcp";

    /// <summary>What notifications of HCP Terraform or Terraform Enterprise are signed with: the Token of their configuration there. Without it there is no door for them.</summary>
    public Secret? WebhookSecret { get; set; }

    /// <summary>Says what is wrong with the secret, and never what it is.</summary>
    internal sealed class Validator : IValidateOptions<HcpOptions>
    {
        /// <inheritdoc/>
        public ValidateOptionsResult Validate(string? name, HcpOptions options) =>
            options.WebhookSecret is { } secret && secret.Reveal().Length < HttpOptions.ShortestKey
                ? ValidateOptionsResult.Fail(
                    $"{Section}:WebhookSecret has {secret.Reveal().Length} characters, fewer than {HttpOptions.ShortestKey}: it could be found by trying, and notifications forged. " +
                    "Make one with: openssl rand -hex 32")
                : ValidateOptionsResult.Success;
    }
}
