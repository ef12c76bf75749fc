/**
 * A program to submit: so many numbered lines to both streams, so many milliseconds apart, then an
 * exit code.
 */
public final class Lines {
  public static void main(String[] args) throws InterruptedException {
    for (int i = 0; i < Integer.parseInt(args[0]); i++) {
      System.out.println("out " + i);
      System.err.println("err " + i);
      Thread.sleep(Long.parseLong(args[1]));
    }
    System.exit(Integer.parseInt(args[2]));
  }
}
