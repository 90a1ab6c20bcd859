using System.CommandLine;
using Formulas;

namespace Fit;

/// <summary>The whole program behind one method, so that tests run it without a process of its own.</summary>
internal static class Application
{
    public const int Success = 0;
    public const int NotConverged = 1;
    public const int WrongInput = 2;
    public const int Stopped = 130;     // what shells report after Ctrl+C

    /// <param name="args">The command line.</param>
    /// <param name="output">Where results go.</param>
    /// <param name="error">Where the one line of an error goes; below it, the place in the formula if the formula is wrong.</param>
    /// <param name="cancel">Stops the fit before its next step.</param>
    /// <returns>The exit code.</returns>
    public static int Run(string[] args, TextWriter output, TextWriter error, CancellationToken cancel = default)
    {
        var parsing = new ParserConfiguration { ResponseFileTokenReplacer = null };     // a file may be called @points.csv
        var parsed = new FitCommand(output, error, cancel).Parse(args, parsing);
        try
        {
            if (parsed.Errors.Count > 0) throw new UserErrorException($"{parsed.Errors[0].Message} See --help.");
            return parsed.Invoke(new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false });
        }
        catch (FormulaException e)
        {
            error.WriteLine($"error: {Text.OneLine(e.Message)}");
            error.WriteLine(e.Place);
            return WrongInput;
        }
        catch (UserErrorException e)
        {
            error.WriteLine($"error: {Text.OneLine(e.Message)}");
            return WrongInput;
        }
        catch (OperationCanceledException)
        {
            error.WriteLine("stopped");
            return Stopped;
        }
    }
}
