namespace Daas.Server.Sandbox;

/// <summary>Somebody who may sign in. <paramref name="Role"/> is part of the identity where the sign-in page asks for it, else "".</summary>
internal sealed record Account(string Name, string Password, string FullName, string Role)
{
    internal int Failures { get; set; }

    internal bool Locked { get; set; }
}

internal enum SignIn
{
    Accepted,
    Refused,
    Locked,
}

/// <summary>The accounts of one old system, with the count of wrong passwords since the last right one.</summary>
internal sealed class AccountBook(int? lockAfter, params IReadOnlyList<Account> all)
{
    internal IReadOnlyList<Account> All => all;

    /// <summary>How many wrong passwords are left before the account locks.</summary>
    internal int TriesLeft(Account account) => (lockAfter ?? int.MaxValue) - account.Failures;

    internal Account? Find(string name) => all.FirstOrDefault(a => a.Name == name);

    internal SignIn Try(Account? account, Func<Account, bool> matches)
    {
        if (account is null) return SignIn.Refused;
        if (account.Locked) return SignIn.Locked;
        if (matches(account))
        {
            account.Failures = 0;
            return SignIn.Accepted;
        }

        account.Failures++;
        account.Locked = account.Failures >= lockAfter;
        return account.Locked ? SignIn.Locked : SignIn.Refused;
    }

    internal void Reset()
    {
        foreach (var account in all) (account.Failures, account.Locked) = (0, false);
    }
}
