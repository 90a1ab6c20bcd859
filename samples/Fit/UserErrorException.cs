namespace Fit;

/// <summary>Something that the user can put right: its message is the one line that the program ends with.</summary>
internal sealed class UserErrorException : Exception
{
    public UserErrorException(string message, Exception? cause = null) : base(message, cause)
    {
    }
}
