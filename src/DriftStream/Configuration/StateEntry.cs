namespace DriftStream.Configuration;

/// <summary>One state, or a folder or prefix of states, as the user named it: an entry of <c>States</c> or the value of <c>--state</c>.</summary>
internal sealed class StateEntry
{
    /// <summary>What findings call the state; null leaves it to its place.</summary>
    public string? Name { get; set; }

    /// <summary>A file, folder, glob or address.</summary>
    public string Url { get; set; } = "";

    /// <summary>Patterns of principals that run Terraform on this state, besides those under <c>Runners</c>.</summary>
    public IReadOnlyList<string> Runners { get; set; } = [];

    /// <summary>The account of its resources, where they do not tell.</summary>
    public string? Account { get; set; }

    /// <summary>The region of its default provider, where its resources do not tell.</summary>
    public string? Region { get; set; }

    /// <summary>The user that an HTTP server asks for; that of a database stands in its address.</summary>
    public string? Username { get; set; }

    /// <summary>The password that an HTTP server or a database asks for.</summary>
    public Secret? Password { get; set; }

    /// <summary>What OpenTofu encrypted it with, by its key provider pbkdf2.</summary>
    public Secret? Passphrase { get; set; }

    /// <summary>It may come over a network without TLS, and the password go there.</summary>
    public bool PlainHttp { get; set; }

    /// <summary>The token for its server in HCP Terraform or Terraform Enterprise, where Terraform's own is not to be used.</summary>
    public Secret? Token { get; set; }

    /// <summary>The role to take for reading it.</summary>
    public string? RoleArn { get; set; }

    /// <summary>The external id that the role asks for.</summary>
    public string? ExternalId { get; set; }

    /// <summary>The key that the state's owner encrypts it with (SSE-C), as Terraform's <c>sse_customer_key</c>: 32 bytes in base64.</summary>
    public Secret? SseCustomerKey { get; set; }

    /// <summary>The S3 backend's <c>workspace_key_prefix</c>, as a rule <c>env:</c>: the states of all workspaces are read, besides the one at the key itself.</summary>
    public string? WorkspaceKeyPrefix { get; set; }

    /// <summary>The local folder with its Terraform code: its <c>ignore_changes</c> count as ignore rules.</summary>
    public string? Code { get; set; }

    /// <summary>Reads <c>prod=s3://bucket/key</c> or a place alone.</summary>
    public static StateEntry Parse(string text)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        var name = equals > 0 ? text[..equals] : "";

        // "https://host/state?ref=main" and "./a=b.tfstate" hold an equals sign, too, and no name before it.
        var entry = name.Length == 0 || name.Contains("://", StringComparison.Ordinal) || name[0] is '.' or '/' or '~'
            ? new StateEntry { Url = text }
            : new StateEntry { Name = name, Url = text[(equals + 1)..] };
        entry.TakePassword();
        return entry;
    }

    /// <summary>Moves a password from the address, which is shown, to where it is not.</summary>
    public void TakePassword()
    {
        var isHttp = Url.StartsWith("http", StringComparison.OrdinalIgnoreCase);
        var (address, user, password) = AddressSecrets.Split(Url, keepsUser: !isHttp);
        Url = address;
        Username ??= isHttp ? user : null;
        Password ??= password is { Length: > 0 } ? new Secret(password) : null;
    }
}
